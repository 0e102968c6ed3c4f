// A filter that stands open over the list folds when the person turns elsewhere, or presses Escape.

function fold(filter) {
  filter.open = false;
}

function openOnes() {
  return document.querySelectorAll("[data-filter][open]");
}

document.addEventListener("click", (event) => {
  for (const filter of openOnes()) if (!filter.contains(event.target)) fold(filter);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const filter of openOnes()) {
    fold(filter);
    filter.firstElementChild.focus();
  }
});
