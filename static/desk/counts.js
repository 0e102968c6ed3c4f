// Counts words and characters as one types, and says in a word when a limit is passed. Text that is pasted is not
// cut off at the limit in silence: the desk refuses it with a message, and it stays in the field.
// Who listens to the page hears the count when typing rests.

const words = document.querySelector("[data-counts]")?.dataset;
const LIMITED = "[data-language-panel] :is(input, textarea)[maxlength]:not([name^=slug_])";
const REST = 1000; // milliseconds

function wordsIn(text) {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

// As the server counts: code points, a line end as two, without blanks around.
function charactersIn(text) {
  return [...text.trim().replace(/\r?\n/g, "\r\n")].length;
}

function said(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_all, name) => String(values[name]));
}

function countOf(field, text, limit) {
  const counted = wordsIn(text);
  if (!limit) {
    const minutes = Math.max(1, Math.round(counted / Number(words.wordsAMinute)));
    return [said(words.text, { words: counted, minutes }), false];
  }
  const characters = charactersIn(text);
  const over = characters - limit;
  return [said(over > 0 ? words.over : words.within, { words: counted, characters, limit, over }), over > 0];
}

function lineUnder(row, id) {
  const line = document.createElement("p");
  line.className = "count";
  line.id = id;
  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  row.append(line, spoken);
  return { line, spoken };
}

function watch(field, { source, limit, read }) {
  const row = field.closest(".form-row");
  const { line, spoken } = lineUnder(row, `${field.id}_count`);
  let rest;
  const show = () => {
    const [text, isOver] = countOf(field, read(), limit);
    line.textContent = text;
    line.classList.toggle("count--over", isOver);
    return text;
  };
  show();
  source.addEventListener("input", () => {
    const text = show();
    clearTimeout(rest);
    rest = setTimeout(() => {
      spoken.textContent = text;
    }, REST);
  });
}

function watchLimited(field) {
  const limit = Number(field.maxLength);
  field.removeAttribute("maxlength");
  const described = field.getAttribute("aria-describedby");
  field.setAttribute("aria-describedby", [described, `${field.id}_count`].filter(Boolean).join(" "));
  watch(field, { source: field, limit, read: () => field.value });
}

// The editor keeps its text as HTML in a hidden area, and says there that it changed.
function watchText(area) {
  const read = () => {
    const parsed = new DOMParser().parseFromString(area.value.replaceAll("<", " <"), "text/html");
    return parsed.body.textContent;
  };
  watch(area, { source: area, limit: 0, read });
}

if (words) {
  document.querySelectorAll(LIMITED).forEach(watchLimited);
  document.querySelectorAll('[data-language-panel] textarea[name^="body_"]').forEach(watchText);
}
