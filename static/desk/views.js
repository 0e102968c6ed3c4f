// Where the row of views is wider than the screen, the one that is shown comes into sight.

document.querySelectorAll("[data-views] [aria-current]").forEach((tab) => {
  tab.scrollIntoView({ block: "nearest", inline: "center" });
});
