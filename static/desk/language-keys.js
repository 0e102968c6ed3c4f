// Alt+1, Alt+2, Alt+3 switch the language of a form, and stay in the same field; also in the prose editor.
// On a Mac, Option types characters: there it is Control with Option. AltGr types characters everywhere.

const bar = document.querySelector("[data-language-bar]");
const isMac = /^Mac/.test(navigator.platform);

function asked(event) {
  const number = /^Digit([1-9])$/.exec(event.code)?.[1];
  const others = event.metaKey || event.shiftKey || event.getModifierState("AltGraph");
  if (!number || !event.altKey || others || event.ctrlKey !== isMac) return null;
  return bar.querySelectorAll("[data-language]")[number - 1] ?? null;
}

function writable(row) {
  return row?.querySelector("[contenteditable=true], :is(input, textarea):not([type=hidden], :disabled, .prose-editor *)");
}

// The field of another language that stands where this one stands in its own.
function counterpart(field, language) {
  const panel = field.closest("[data-language-panel]");
  const row = field.closest(".form-row");
  if (!panel || !row) return null;
  const at = [...panel.querySelectorAll(".form-row")].indexOf(row);
  const kind = panel.id.replace(panel.dataset.languagePanel, language);
  return writable(document.getElementById(kind)?.querySelectorAll(".form-row")[at]);
}

function switchTo(tab) {
  const before = document.activeElement;
  tab.click();
  const field = before && counterpart(before, tab.dataset.language);
  (field ?? tab).focus();
}

if (bar) {
  const keys = (event) => {
    const tab = asked(event);
    if (!tab) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat && !document.querySelector("dialog[open]")) switchTo(tab);
  };
  document.addEventListener("keydown", keys, { capture: true });
}
