// Choosing another language for the desk switches at once; without JavaScript there is a button.

for (const form of document.querySelectorAll("[data-desk-language]")) {
  form.querySelector("button").hidden = true;
  form.querySelector("select").addEventListener("change", () => form.submit());
}
