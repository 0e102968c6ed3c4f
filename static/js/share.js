// The device's own share sheet, where there is one. The plain links beside it work everywhere.

async function share(event) {
  const { title, url } = event.currentTarget.dataset;
  try {
    await navigator.share({ title, url });
  } catch (error) {
    if (error.name !== "AbortError") throw error; // the reader closed the sheet
  }
}

for (const button of document.querySelectorAll("[data-share]")) {
  const { title, url } = button.dataset;
  if (!navigator.share || !navigator.canShare?.({ title, url })) continue;
  button.hidden = false;
  button.addEventListener("click", share);
}

// Links that only an app on a phone can open.
if (matchMedia("(hover: none) and (pointer: coarse)").matches) {
  for (const link of document.querySelectorAll("[data-touch-only]")) link.hidden = false;
}
