// Says at any moment whether what the form holds is saved, and asks before it is thrown away.
// Compares with what the form held when it was opened: choosers and calendars change fields without an event.

const EVENTS = ["input", "change", "click", "keyup", "focusin", "focusout"];

// What is chosen in the panel of steps is nothing to save.
function content(form) {
  const chosen = new Set([...form.querySelectorAll("[data-panel-fields] [name]")].map((field) => field.name));
  const typed = [...new FormData(form)].filter(([name]) => !chosen.has(name));
  return typed.map(([name, value]) => `${name}=${value instanceof File ? value.name : value}`).join("\n");
}

function watch(state) {
  const form = state.closest("form");
  const opened = content(form);
  const atFirst = state.dataset.savedState; // "unsaved" when the form came back with errors, "new" when it is empty
  let leaving = false;

  const isChanged = () => atFirst === "unsaved" || content(form) !== opened;
  const update = () => {
    const now = isChanged() ? "unsaved" : atFirst;
    const words = now === "saved" ? state.dataset.saved : state.dataset.unsaved;
    if (state.textContent !== words) state.textContent = words;
    state.dataset.savedState = now;
  };

  for (const name of EVENTS) document.addEventListener(name, () => setTimeout(update));
  form.addEventListener("submit", () => {
    leaving = true;
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && isChanged()) event.preventDefault();
  });
  state.hidden = false;
  update();
}

// After the other scripts of the page have filled their fields.
addEventListener("load", () => document.querySelectorAll("[data-saved-state]").forEach(watch));
