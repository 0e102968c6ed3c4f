// The filters of a list are open where there is room, or when one of them is on; a choice to fold them is remembered.

const REMEMBERED = "desk.filters";

function remembered() {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null; // storage may be blocked; the filters work without
  }
}

function prepare(filters) {
  const wide = matchMedia("(width >= 64rem)").matches;
  if (!wide || remembered() === "closed") filters.open = wide && filters.dataset.filters === "active";
  if (!wide) return; // a phone starts closed each time
  filters.firstElementChild.addEventListener("click", () => {
    try {
      localStorage.setItem(REMEMBERED, filters.open ? "closed" : "open");
    } catch {
      // as above
    }
  });
}

document.querySelectorAll("[data-filters]").forEach(prepare);
