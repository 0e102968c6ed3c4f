// The device's own share sheet. Its button is shown where there is one; the plain links beside it work everywhere.

async function share(event) {
  const { title, url } = event.currentTarget.dataset;
  try {
    await navigator.share({ title, url });
  } catch (error) {
    if (error.name !== "AbortError") throw error; // the reader closed the sheet
  }
}

for (const button of document.querySelectorAll("[data-share]")) button.addEventListener("click", share);
