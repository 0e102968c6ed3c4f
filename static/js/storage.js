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

// Another tab chose: follow it.
export function follow(name, apply) {
  addEventListener("storage", (event) => {
    if (event.key === name) apply(event.newValue);
  });
}
