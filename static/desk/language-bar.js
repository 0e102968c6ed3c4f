// One bar of languages for a whole form: shows the fields of one language and hides the others'.
// Opens on the language with an error, else on the one in the address (#ru), else on the last one used.
// The tabs follow https://www.w3.org/WAI/ARIA/apg/patterns/tabs/; without this script they are links.

const REMEMBERED = "desk.language";

function remembered() {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null; // storage may be blocked; the bar works without
  }
}

function remember(language) {
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    // as above
  }
}

function tabs(bar) {
  return [...bar.querySelectorAll("[data-language]")];
}

function panels(bar, language) {
  return [...bar.closest("form").querySelectorAll(`[data-language-panel="${language}"]`)];
}

function show(bar, language) {
  for (const tab of tabs(bar)) {
    const selected = tab.dataset.language === language;
    tab.setAttribute("aria-selected", String(selected));
    tab.tabIndex = selected ? 0 : -1;
    if (selected) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    const steps = bar.closest("form").querySelectorAll(`[data-steps="${tab.dataset.language}"]`);
    for (const part of [...panels(bar, tab.dataset.language), ...steps]) part.hidden = !selected;
  }
  remember(language);
}

function opening(bar) {
  const known = tabs(bar).map((tab) => tab.dataset.language);
  const withErrors = tabs(bar).find((tab) => tab.dataset.errors === "yes");
  const wanted = [withErrors?.dataset.language, location.hash.slice(1), remembered(), known[0]];
  return wanted.find((language) => known.includes(language));
}

function goTo(bar, tab) {
  show(bar, tab.dataset.language);
  tab.focus();
}

function pressed(bar, event) {
  const all = tabs(bar);
  const at = all.indexOf(event.target.closest("[data-language]"));
  const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1, " ": at }[event.key];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  goTo(bar, all[(next + all.length) % all.length]);
}

function makeTabs(bar) {
  bar.setAttribute("role", "tablist");
  for (const tab of tabs(bar)) {
    const shown = panels(bar, tab.dataset.language);
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", shown.map((panel) => panel.id).join(" "));
    for (const panel of shown) {
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
    }
  }
}

function prepare(bar) {
  makeTabs(bar);
  bar.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-language]");
    if (!tab) return;
    event.preventDefault(); // no jump: the fields are where they were
    goTo(bar, tab);
  });
  bar.addEventListener("keydown", (event) => pressed(bar, event));
  addEventListener("hashchange", () => show(bar, opening(bar)));
  show(bar, opening(bar));
}

document.querySelectorAll("[data-language-bar]").forEach(prepare);
