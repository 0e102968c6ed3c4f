// The publish button says what it will do: publish now, or schedule when a time is filled in.

function label(button) {
  const language = button.value.split(":")[1];
  const date = document.querySelector(`[name="publish_at_${language}_0"]`);
  if (!date) return;
  const update = () => {
    button.textContent = date.value ? button.dataset.later : button.dataset.now;
  };
  for (const event of ["input", "change", "focusout"]) date.addEventListener(event, update);
  // Django's calendar fills the field without telling anybody.
  document.addEventListener("click", () => setTimeout(update));
  update();
}

document.querySelectorAll("button[data-later]").forEach(label);
