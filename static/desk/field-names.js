// Names fields for those who listen to the page, where Django and the field's own script leave them without a name.
// The words are those that stand beside the field or over its column.

function words(element) {
  return element ? element.textContent.replace(/[:՝`\s]+$/, "").trim() : "";
}

function name(field, text) {
  if (field && text) field.setAttribute("aria-label", text);
}

// A date and its time share the label of their row.
function nameMoments(root) {
  for (const field of root.querySelectorAll(".datetime input")) {
    const label = words(field.closest(".form-row")?.querySelector("label"));
    name(field, `${label}, ${words(field.previousSibling)}`);
  }
}

// In a table a field is called what its column is called.
function nameCells(root) {
  for (const field of root.querySelectorAll("td input:not([type=hidden], .action-select), td select")) {
    const cell = field.closest("td");
    const heading = cell.closest("table")?.tHead?.rows[0]?.cells[cell.cellIndex];
    if (!field.labels?.length) name(field, words(heading));
  }
}

function nameOf(field) {
  return field.getAttribute("aria-label") || words(field.labels?.[0]);
}

function nameChoosers(root) {
  for (const chooser of root.querySelectorAll("select + .select2")) {
    const text = nameOf(chooser.previousElementSibling);
    for (const part of chooser.querySelectorAll("[role=textbox], [role=combobox], [type=search]")) name(part, text);
  }
}

function nameEditors(root) {
  for (const editor of root.querySelectorAll(".prose-editor")) {
    name(editor.querySelector("[contenteditable]"), nameOf(editor.querySelector("textarea")));
  }
}

function nameAll() {
  for (const step of [nameMoments, nameCells, nameChoosers, nameEditors]) step(document);
}

// The fields' own scripts come when they come, and lines are added later: look again a moment after each change.
let soon;

function nameSoon() {
  clearTimeout(soon);
  soon = setTimeout(nameAll, 200);
}

if (document.querySelector("form")) {
  new MutationObserver(nameSoon).observe(document.body, { childList: true, subtree: true });
  nameAll();
}
