// Says something for a moment, to eyes and to screen readers, in the words the page brought along.

const SHOWN_FOR = 5000; // milliseconds
let hiding;

export function say(words) {
  const toast = document.querySelector("[data-toast]");
  clearTimeout(hiding);
  toast.textContent = words;
  toast.dataset.shown = "";
  hiding = setTimeout(() => {
    delete toast.dataset.shown;
    toast.textContent = "";
  }, SHOWN_FOR);
}
