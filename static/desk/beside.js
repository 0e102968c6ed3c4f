// Puts another language, or what changed in the original, beside the one that is written: paragraph against paragraph.
// Whether it stands there is remembered, for translations and for originals apart. Without this script it is not there.

import { align, leaves } from "./aligned.js";

const REMEMBERED = "desk.beside";

function remembered(kind) {
  try {
    return localStorage.getItem(`${REMEMBERED}.${kind}`);
  } catch {
    return null; // storage may be blocked; the switch works without
  }
}

function remember(kind, isOn) {
  try {
    localStorage.setItem(`${REMEMBERED}.${kind}`, isOn ? "on" : "off");
  } catch {
    // as above
  }
}

function partsOf(form, language) {
  return form.querySelector(`template[data-source="${language}"]`)?.content;
}

class Tab {
  constructor(head) {
    this.head = head;
    this.language = head.dataset.beside;
    this.panel = head.closest("[data-language-panel]");
    this.form = head.closest("form");
    this.choice = head.querySelector("[data-source-choice]");
    this.difference = head.querySelector("[data-difference]");
    this.modes = [...head.querySelectorAll("[data-shows]")];
    this.shows = this.modes.length ? "changes" : "original";
    this.realign = align(this.panel);
    this.listen();
    this.leaveRoom();
  }

  get isOn() {
    if (!this.choice) return false;
    const choice = remembered(this.head.dataset.kind);
    return choice ? choice === "on" : this.head.dataset.opens === "yes";
  }

  listen() {
    for (const mode of this.modes) {
      mode.addEventListener("click", () => {
        this.choice.selectedIndex = 0; // the original comes first
        this.shows = mode.dataset.shows;
        this.show();
      });
    }
    this.choice?.addEventListener("change", () => {
      this.shows = this.choice.selectedIndex ? "other" : "original";
      this.show();
    });
  }

  // The word about the original stays in sight; what else stays there stands under it.
  leaveRoom() {
    const word = this.head.querySelector("[data-follow]");
    if (!word) return;
    const note = () => this.panel.style.setProperty("--follow", `${word.offsetHeight}px`);
    new ResizeObserver(note).observe(word);
  }

  toggle() {
    remember(this.head.dataset.kind, !this.isOn);
  }

  show() {
    const isOn = this.isOn;
    const changes = isOn && this.shows === "changes";
    this.panel.classList.toggle("panel--beside", isOn);
    this.head.querySelector("[data-beside-choice]")?.toggleAttribute("hidden", !isOn);
    if (this.difference && this.modes.length) this.difference.hidden = isOn;
    for (const mode of this.modes) mode.setAttribute("aria-pressed", String(mode.dataset.shows === this.shows));
    const parts = changes ? this.difference : partsOf(this.form, this.choice?.value);
    for (const cell of this.panel.querySelectorAll("[data-source-cell]")) this.fill(cell, isOn && parts);
    this.realign();
  }

  fill(cell, parts) {
    const field = cell.dataset.sourceCell.slice(0, -this.language.length - 1);
    const part = parts && parts.querySelector(`[data-part="${field}"]`);
    cell.replaceChildren(...(part ? [...part.cloneNode(true).childNodes] : []));
    cell.hidden = !part;
    if (!part || field !== "body") return;
    if (this.shows === "original") this.place(cell);
    this.name(cell);
  }

  // Where it is narrow the text scrolls in a window of its own, which the keyboard has to reach.
  name(cell) {
    const text = cell.querySelector(".source__text");
    text.tabIndex = 0;
    text.setAttribute("role", "group");
    text.setAttribute("aria-label", cell.querySelector(".source__name").textContent);
  }

  // The original has other paragraphs by now than the translation was made from: each keeps the place it had.
  place(cell) {
    const places = this.head.dataset.places?.split(" ") ?? [];
    const paragraphs = leaves(cell.querySelector("[data-text]"));
    if (paragraphs.length !== places.length) return;
    paragraphs.forEach((paragraph, index) => {
      paragraph.dataset.place = places[index];
    });
  }
}

function prepare(button) {
  const tabs = [...button.form.querySelectorAll("[data-beside]")].map((head) => new Tab(head));
  const open = () => tabs.find((tab) => !tab.panel.hidden);
  const update = () => {
    const isOn = open()?.isOn ?? false;
    button.hidden = !open()?.choice;
    button.setAttribute("aria-pressed", String(isOn));
    button.closest("form").classList.toggle("form--beside", isOn);
  };
  button.addEventListener("click", () => {
    open().toggle();
    for (const tab of tabs) tab.show();
    update();
  });
  // The bar of languages shows one panel and hides the others.
  const watch = new MutationObserver(update);
  for (const tab of tabs) {
    watch.observe(tab.panel, { attributeFilter: ["hidden"] });
    tab.show();
  }
  update();
}

document.querySelectorAll("[data-beside-switch]").forEach(prepare);
