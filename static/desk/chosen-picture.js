// The picture under the field that chose it goes when another is chosen: the page does not know the new one yet.
// Choosers change their field without an event, so look again after each click and key.

for (const picture of document.querySelectorAll("[data-picture-of]")) {
  const field = picture.closest(".form-row")?.querySelector("select");
  const update = () => {
    picture.hidden = field.value !== picture.dataset.pictureOf;
  };
  for (const name of field ? ["click", "keyup", "focusin"] : []) document.addEventListener(name, () => setTimeout(update));
}
