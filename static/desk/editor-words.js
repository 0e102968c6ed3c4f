// The prose editor's buttons carry English titles that never pass through its own gettext: translate them.

const translated = new WeakSet();

function translate(element) {
  if (translated.has(element)) return;
  translated.add(element);
  for (const attribute of ["title", "aria-label"]) {
    const words = element.getAttribute(attribute);
    if (words) element.setAttribute(attribute, gettext(words));
  }
}

function translateAll() {
  document.querySelectorAll(".prose-menubar [title], .prose-menubar [aria-label]").forEach(translate);
}

if (typeof gettext === "function") {
  new MutationObserver(translateAll).observe(document.body, { childList: true, subtree: true });
  translateAll();
}
