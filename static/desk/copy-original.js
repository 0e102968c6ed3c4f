// Fills a field with what the original says in it, bold words, links and lists included, and takes that back.
// An empty field is filled at once. So is a full one: the button then undoes it, until the field is written in again.

function original(button) {
  const source = button.form.querySelector(`template[data-source="${button.dataset.from}"]`);
  const field = button.dataset.copy.slice(0, button.dataset.copy.lastIndexOf("_"));
  return source?.content.querySelector(`[data-part="${field}"] [data-text]`);
}

// What a field holds, and how to put something else into it: a line, or the text of the prose editor.
function target(button) {
  const row = button.closest(".form-row");
  const area = row.querySelector(".ProseMirror[contenteditable]");
  const editor = area?.editor; // Tiptap's own, which it leaves on its element
  if (editor) {
    return {
      field: area,
      isEmpty: () => editor.isEmpty,
      read: () => editor.getJSON(),
      take: (element) => element.getHTML(),
      write: (content) => editor.chain().focus().setContent(content, { emitUpdate: true }).run(),
    };
  }
  const field = row.querySelector(`[name="${button.dataset.copy}"]`);
  return {
    field,
    isEmpty: () => !field.value.trim(),
    read: () => field.value,
    take: (element) => element.textContent,
    write: (text) => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    },
  };
}

function say(button, word) {
  const status = button.closest("[data-language-panel]").querySelector("[data-copy-status]");
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = status.dataset[word];
  });
}

function prepare(button) {
  const words = button.textContent;
  let former = null; // what stood in the field before a copy that can be undone

  const forget = () => {
    former = null;
    button.textContent = words;
  };
  const undo = () => {
    target(button).write(former);
    forget();
    say(button, "undone");
  };
  const copy = () => {
    const { field, isEmpty, read, take, write } = target(button);
    const before = isEmpty() ? null : read();
    write(take(original(button)));
    say(button, "copied");
    if (before === null) return;
    former = before;
    button.textContent = button.dataset.undo;
    field.addEventListener("beforeinput", forget, { once: true });
  };
  button.addEventListener("click", () => (former === null ? copy() : undo()));
  button.hidden = !original(button);
}

document.querySelectorAll("[data-copy]").forEach(prepare);
