// Prints the story. Pictures that wait for the reader to scroll are fetched first.

async function print() {
  const pictures = [...document.querySelectorAll(".article img")];
  for (const picture of pictures) picture.loading = "eager";
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
  window.print();
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", print);
}
