// Lays paragraphs that belong together at one height: those of the text beside, and those of the prose editor.
// The one that stands higher is moved down. The editor undoes what is written on its elements, so what moves its
// paragraphs stands in a stylesheet of its own.

const WIDE = matchMedia("(width >= 64rem)");
const LEAVES = "p, h2, h3, li:not(:has(p)), blockquote:not(:has(p))";
const MOVED = "--aligned";

export function leaves(root) {
  return [...root.querySelectorAll(LEAVES)].filter((leaf) => leaf.textContent.trim());
}

function pairs(beside, editor) {
  const ours = leaves(editor);
  const placed = [...beside.querySelectorAll("[data-place]")];
  const theirs = placed.length ? placed : leaves(beside);
  const both = theirs.map((their, index) => [their, ours[their.dataset.place ?? index]]);
  return both.filter(([, our]) => our);
}

// Where an element would stand if nothing had been moved, and the margin over it.
function measure(element, before) {
  const style = getComputedStyle(element);
  const moved = parseFloat(style.getPropertyValue(MOVED)) || 0;
  const above = element.previousElementSibling;
  const under = above ? parseFloat(getComputedStyle(above).marginBlockEnd) : 0;
  const margin = Math.max(parseFloat(style.marginBlockStart) - moved, under);
  return { top: element.getBoundingClientRect().top - before - moved, moved, margin };
}

// A paragraph that was added stands before the one it shares a place with, so that one comes twice.
function measured(elements) {
  const found = new Map();
  let before = 0;
  for (const element of new Set(elements)) {
    found.set(element, measure(element, before));
    before += found.get(element).moved;
  }
  return elements.map((element) => found.get(element));
}

function path(element, root) {
  const steps = [];
  for (let at = element; at !== root; at = at.parentElement) {
    steps.unshift(`:nth-child(${[...at.parentElement.children].indexOf(at) + 1})`);
  }
  return steps.join(" > ");
}

function moves(theirs, ours) {
  let [theirShift, ourShift] = [0, 0];
  return theirs.map((their, index) => {
    const apart = Math.round(ours[index].top + ourShift - their.top - theirShift);
    theirShift += Math.max(apart, 0);
    ourShift += Math.max(-apart, 0);
    return [Math.max(apart, 0), Math.max(-apart, 0)];
  });
}

function move(element, { margin }, length) {
  element.style.setProperty(MOVED, `${length}px`);
  element.style.setProperty("margin-block-start", length ? `${margin + length}px` : null);
}

function rule(panel, editor, element, { margin }, length) {
  const within = `[data-language-panel="${panel.dataset.languagePanel}"] .prose-editor:not(.fullscreen) .ProseMirror[contenteditable]`;
  const body = `${MOVED}: ${length}px; margin-block-start: ${margin + length}px;`;
  return length ? `${within} > ${path(element, editor)} { ${body} }` : "";
}

function lay(panel, sheet) {
  const beside = panel.querySelector("[data-source-cell^=body_]:not([hidden]) .source__text");
  const editor = panel.querySelector(".ProseMirror[contenteditable]"); // the menu has others
  if (panel.hidden) return sheet.written;
  if (!beside || !editor || !WIDE.matches) return "";
  const both = pairs(beside, editor);
  const theirs = measured(both.map(([their]) => their));
  const ours = measured(both.map(([, our]) => our));
  const lengths = moves(theirs, ours);
  const down = new Map();
  both.forEach(([their, our], index) => {
    move(their, theirs[index], lengths[index][0]);
    down.set(our, { found: ours[index], length: (down.get(our)?.length ?? 0) + lengths[index][1] });
  });
  return [...down].map(([our, { found, length }]) => rule(panel, editor, our, found, length)).join("\n");
}

// Returns a function that looks again; a change of the text or of the width is seen without it.
export function align(panel) {
  const sheet = { rules: new CSSStyleSheet(), written: "" };
  document.adoptedStyleSheets.push(sheet.rules);
  let waiting = 0;
  const look = () => {
    waiting = 0;
    const rules = lay(panel, sheet);
    if (rules !== sheet.written) sheet.rules.replaceSync(rules);
    sheet.written = rules;
  };
  const soon = () => {
    waiting ||= requestAnimationFrame(look);
  };
  const text = panel.querySelector(".form-row[class*=field-body_]");
  if (text) new MutationObserver(soon).observe(text, { childList: true, characterData: true, subtree: true });
  const resized = new ResizeObserver(soon);
  for (const element of [panel, text]) if (element) resized.observe(element);
  document.fonts.addEventListener("loadingdone", soon); // lines break elsewhere, at the same height of the whole
  panel.addEventListener("toggle", soon, true); // unfolded paragraphs
  return soon;
}
