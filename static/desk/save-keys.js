// Ctrl+S, or Cmd+S on a Mac, saves and stays on the form.

const save = document.querySelector(".change-form .submit-row [name=_continue]");

if (save) {
  document.addEventListener("keydown", (event) => {
    const asked = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyS";
    if (!asked) return;
    event.preventDefault();
    if (!event.repeat) save.form.requestSubmit(save);
  });
}
