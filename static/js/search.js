// Search opens over the page. Without JavaScript the same link leads to the search page.

function open(event) {
  event.preventDefault();
  const dialog = document.querySelector("[data-search-dialog]");
  dialog.showModal();
  dialog.querySelector("input").select();
}

const links = document.querySelectorAll("[data-search-open]");
links.forEach((link) => link.addEventListener("click", open));

for (const dialog of document.querySelectorAll("[data-search-dialog]")) {
  dialog.addEventListener("click", (event) => {
    const outside = event.target === dialog;
    if (outside || event.target.closest("[data-search-close]")) dialog.close();
  });
}
