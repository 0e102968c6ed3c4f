// Text size in five steps, of which the middle one is what the browser is set to.

import { follow, remember } from "./storage.js";

const root = document.documentElement;
const NORMAL = 1;
const LARGEST = 4;

const current = () => Number(root.dataset.size ?? NORMAL);

function show() {
  for (const button of document.querySelectorAll("[data-size-step]")) {
    const next = current() + Number(button.dataset.sizeStep);
      button.disabled = next < 0 || next > LARGEST;
  }
}

function apply(size) {
  if (size === null || Number(size) === NORMAL) delete root.dataset.size;
  else root.dataset.size = size;
  show();
}

function step(event) {
  const size = Math.min(LARGEST, Math.max(0, current() + Number(event.currentTarget.dataset.sizeStep)));
  remember("size", size === NORMAL ? null : String(size));
  apply(String(size));
}

document.querySelectorAll("[data-size-step]").forEach((button) => button.addEventListener("click", step));
follow("size", apply);
show();
