// The night theme: follows the system until the reader chooses, and again when the choice is the system's.

import { follow, remember } from "./storage.js";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

function show() {
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.setAttribute("aria-pressed", String(isDark()));
  }
  const paper = getComputedStyle(root).getPropertyValue("--paper").trim();
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = paper;
}

function apply(theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  show();
}

function toggle() {
  const wanted = isDark() ? "light" : "dark";
  const asSystem = (wanted === "dark") === system.matches;
  const theme = asSystem ? null : wanted;
  remember("theme", theme);
  apply(theme);
}

document.querySelectorAll("[data-theme-switch]").forEach((button) => button.addEventListener("click", toggle));
system.addEventListener("change", show);
follow("theme", apply);
show();
