// Copies the address of the story. Where the clipboard is closed to us, the address is selected for the reader's own copy.

import { say } from "./toast.js";

async function copy(event) {
  const { copied, failed, copy: address } = event.currentTarget.dataset;
  try {
    await navigator.clipboard.writeText(address);
    say(copied);
  } catch {
    select();
    say(failed);
  }
}

function select() {
  document.querySelector("[data-copy-label]").hidden = false;
  const field = document.querySelector("[data-copy-field]");
  field.focus();
  field.select();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", copy);
}
