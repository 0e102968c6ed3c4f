// The bar that stays takes over the paper's name and the search once the head of the page is out of sight.
// Without a script it stays with the sections alone.

const bar = document.querySelector("[data-bar]");
const head = document.querySelector("[data-masthead]");

function measure() {
  const name = bar.querySelector("[data-bar-name]");
  bar.style.setProperty("--bar-name", `${name.offsetWidth}px`);
}

if (bar && head) {
  new IntersectionObserver(([entry]) => {
    measure();
    bar.toggleAttribute("data-compact", !entry.isIntersecting);
  }).observe(head);
  new ResizeObserver(measure).observe(bar.querySelector("[data-bar-name]"));
}
