// The panel in which several languages are published, scheduled or taken back in one step. Ctrl+Enter opens it.
// Its button says exactly what will happen. Without this script it opens as a popover, and all of it works.

const panel = document.querySelector("[data-publish-panel]");

function rows() {
  return [...panel.querySelectorAll("[data-panel-row]")];
}

function fill(pattern, ...parts) {
  return parts.reduce((text, part, at) => text.replace(`{${at}}`, () => part), pattern);
}

// Several parts in one sentence, by the patterns of CLDR: https://unicode.org/reports/tr35/tr35-general.html#ListPatterns
function listed(parts) {
  const { two, start, middle, end } = panel.dataset;
  if (parts.length < 3) return parts.length === 2 ? fill(two, ...parts) : (parts[0] ?? "");
  const [first, ...rest] = parts;
  const last = rest.pop();
  const beginning = rest.reduce((text, part, at) => fill(at ? middle : start, text, part), first);
  return fill(end, beginning, last);
}

function capital(text) {
  return text.charAt(0).toLocaleUpperCase(document.documentElement.lang) + text.slice(1);
}

// "18:00" for today, else the date too; as it was typed.
function moment(row) {
  const more = row.querySelector("[data-more-for=schedule]");
  const [date, time] = [...more.querySelectorAll("input")].map((field) => field.value.trim());
  if (!date || !time) return "…";
  if (date === more.dataset.today) return time;
  return more.dataset.moment.replace("{date}", () => date).replace("{time}", () => time);
}

function does(row) {
  const words = row.querySelector("select")?.selectedOptions[0]?.dataset.does ?? "";
  return words.includes("{time}") ? words.replace("{time}", () => moment(row)) : words;
}

// A time, or a word to the author, is asked for where it is needed; elsewhere it is not even sent.
function ask(row) {
  const chosen = row.querySelector("select")?.value;
  for (const more of row.querySelectorAll("[data-more-for]")) {
    more.hidden = more.dataset.moreFor !== chosen;
    for (const field of more.querySelectorAll("input, textarea")) field.disabled = more.hidden;
  }
}

function update() {
  rows().forEach(ask);
  const button = panel.querySelector("[data-panel-do]");
  const words = capital(listed(rows().map(does).filter(Boolean)));
  button.textContent = words || button.dataset.nothing;
  button.disabled = !words;
}

// What a language lacks follows what is typed by now, saved or not.
function lacks(row) {
  for (const lack of row.querySelectorAll("[data-lack]")) {
    const field = panel.closest("form").elements[lack.dataset.lack];
    if (field) lack.hidden = field.value.replace(/<[^>]*>|&nbsp;/g, "").trim() !== "";
  }
  const some = row.querySelector(".lack:not([hidden])");
  row.querySelector("[data-lacks-nothing]").hidden = Boolean(some);
}

function enable(on) {
  panel.querySelector("[data-panel-fields]").disabled = !on;
}

function openPanel() {
  if (panel.open) return;
  rows().forEach(lacks);
  enable(true);
  update();
  panel.showModal();
  const language = document.querySelector("[data-language-bar] [aria-selected=true]")?.dataset.language;
  (panel.querySelector(`[data-panel-row="${language}"] select`) ?? panel.querySelector("select"))?.focus();
}

function asksForPanel(event) {
  return event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}

function keys(event) {
  if (asksForPanel(event)) {
    event.preventDefault();
    event.stopPropagation(); // the prose editor would break the line
    if (!event.repeat) openPanel();
  } else if (event.key === "Enter" && panel.contains(event.target) && event.target.matches("input")) {
    event.preventDefault(); // it would save, and close the panel unasked
    panel.querySelector("[data-panel-do]").focus();
  }
}

function prepare() {
  const wasOpen = panel.dataset.publishPanel === "open";
  panel.removeAttribute("popover");
  panel.open = false;
  enable(false);
  for (const opener of document.querySelectorAll("[data-opens-panel]")) {
    opener.removeAttribute("popovertarget");
    opener.addEventListener("click", openPanel);
  }
  const closer = panel.querySelector("[data-closes-panel]");
  closer.removeAttribute("popovertarget");
  closer.addEventListener("click", () => panel.close());
  panel.addEventListener("close", () => enable(false));
  for (const name of ["input", "change"]) panel.addEventListener(name, update);
  document.addEventListener("keydown", keys, { capture: true });
  update();
  if (wasOpen) openPanel();
}

if (panel) prepare();
