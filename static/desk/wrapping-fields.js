// A title or a caption wraps instead of running out of its field: one line in the form's data, as many as it needs on the screen.
// Without this script it is an ordinary field of one line.

const FIELDS = "[data-language-panel] input[type=text][lang]:not([name^=slug_])";

function oneLine(text) {
  return text.replace(/\s*[\r\n]+\s*/g, " ");
}

function wrap(field) {
  const area = document.createElement("textarea");
  for (const { name, value } of field.attributes) {
    if (!["type", "value"].includes(name)) area.setAttribute(name, value);
  }
  area.rows = 1;
  area.value = oneLine(field.value);
  area.defaultValue = area.value;
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  });
  area.addEventListener("input", () => {
    if (area.value !== oneLine(area.value)) area.value = oneLine(area.value);
  });
  const hadFocus = document.activeElement === field;
  field.replaceWith(area);
  if (hadFocus) area.focus();
}

document.querySelectorAll(FIELDS).forEach(wrap);
