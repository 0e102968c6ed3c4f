// What the reader chose, remembered in this browser only. Storage may be blocked: then choices last for the page.

export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    return false;
  }
  return true;
}

// Another tab chose, or this page comes back as it was left, from before the choice: follow it. Not every browser
// tells a page on its way back what it missed.
export function follow(name, apply) {
  addEventListener("storage", (event) => {
    if (event.key === name) apply(event.newValue);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) apply(recall(name));
  });
}

function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return document.documentElement.dataset[name] ?? null;
  }
}
