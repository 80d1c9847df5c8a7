// The answer: in words, a bar for each year, letters by stance; each number narrows what is shown below.

const FIRST_LETTERS = 8; // of the table, the others folded
const WIDE = { year: null, letter: null, stance: null };
let asked = null; // what was asked and found: {question, rows, marks, counts}
let narrow = WIDE;
let allLetters = false;

/** Answer the question of the form; one that cannot be read is said, and the last answer stays. */
function answer() {
  const question = readQuestion();
  if (asked && JSON.stringify(question) === JSON.stringify(asked.question) && !get("fault").textContent) return;
  nameChosen(question);
  try {
    const found = findSentences(question);
    get("said").textContent = describeFound(found, question);
    asked = { question, ...found, counts: countStances(found.rows) };
  } catch (error) {
    if (!(error instanceof QuestionError)) throw error;
    get("fault").textContent = error.message;
    return;
  }
  get("fault").textContent = "";
  get("basis").textContent = describeBasis(asked.rows);
  allLetters = false;
  narrowTo(WIDE);
}

function narrowTo(next) {
  narrow = next;
  const rows = listShown();
  showYears();
  showLetters();
  showNarrowed(rows);
  showCards(rows);
}

function describeBasis(rows) {
  if (!rows.length) return "";
  const checked = rows.filter((row) => data.sentences.checked[row]).length;
  const words = data.checked;
  if (!checked) return words.none;
  return checked === rows.length ? words.all : fill(words.some, { checked, all: rows.length });
}

/** Return how many of the rows each letter has of each stance: {letter: {stance: n, all: n}}, in their order. */
function countStances(rows) {
  const { letter: letters, stance } = data.sentences;
  const counts = new Map();
  for (const row of rows) {
    let own = counts.get(letters[row]);
    if (!own) counts.set(letters[row], (own = { all: 0, ...Object.fromEntries(stance.values.map((value) => [value, 0])) }));
    own[stance.values[stance.codes[row]]] += 1;
    own.all += 1;
  }
  return counts;
}

function yearOf(letter) {
  return data.letters[letter].first?.slice(0, 4) ?? data.words.no_date;
}

function showYears() {
  const years = new Map();
  for (const letter of selectAsked(asked.question)) {
    const year = years.get(yearOf(letter)) ?? { sentences: 0, found: 0, letters: 0 };
    const n = asked.counts.get(letter)?.all ?? 0;
    years.set(yearOf(letter), { sentences: year.sentences + n, found: year.found + (n > 0), letters: year.letters + 1 });
  }
  const most = Math.max(1, ...[...years.values()].map((year) => year.sentences));
  get("years").replaceChildren(...[...years.keys()].sort().map((year) => makeYear(year, years.get(year), most)));
}

function makeYear(year, { sentences, found, letters }, most) {
  const { words } = data;
  const bar = make("span", { className: "bar" });
  bar.style.height = `${(100 * sentences) / most}%`;
  const few = make("span", { className: "few" }, fill(words.of, { found, letters }));
  const parts = [make("span", {}, group(sentences)), bar, make("span", { className: "year" }, year), few];
  const said = fill(words.year, { year, sentences: count(sentences, "sentence"), found, letters: count(letters, "letter") });
  return make("li", {}, sentences ? makeMark({ year }, said, ...parts) : make("span", { className: "none" }, ...parts));
}

/** Return a button that narrows what is shown to what it stands for; pressed, it widens that again. */
function makeMark(chosen, label, ...children) {
  const isYear = "year" in chosen;
  const without = { ...WIDE, year: isYear ? null : narrow.year };
  const next = { ...without, ...chosen };
  const pressed = isYear ? narrow.year === chosen.year : Object.keys(next).every((name) => narrow[name] === next[name]);
  const facts = { type: "button", "aria-pressed": String(pressed), "aria-label": label, title: label };
  const button = make("button", facts, ...children);
  button.dataset.mark = JSON.stringify(chosen);
  button.addEventListener("click", () => {
    narrowTo(pressed ? without : next);
    document.querySelector(`[data-mark='${button.dataset.mark}']`)?.focus();
  });
  return button;
}

function showLetters() {
  const letters = [...asked.counts.keys()].filter((letter) => narrow.year === null || yearOf(letter) === narrow.year);
  const body = letters.slice(0, allLetters ? letters.length : FIRST_LETTERS).map(makeRow);
  const table = make("table", {}, make("thead", {}, makeHead(letters)), make("tbody", {}, ...body));
  const fold = letters.length > FIRST_LETTERS ? [makeFold(letters.length)] : [];
  get("letters").replaceChildren(...(letters.length ? [table, ...fold] : []));
}

function makeHead(letters) {
  const { words } = data;
  const head = make("tr", {}, make("th", { scope: "col" }, words.letter));
  for (const stance of data.values.stance) {
    const n = letters.reduce((sum, letter) => sum + (asked.counts.get(letter)[stance] ?? 0), 0);
    const said = fill(words.column, { stance, sentences: count(n, "sentence") });
    head.append(make("th", { scope: "col" }, n ? makeMark({ stance }, said, stance) : stance));
  }
  head.append(make("th", { scope: "col" }, words.all));
  return head;
}

function makeRow(letter) {
  const { words } = data;
  const { label } = data.letters[letter];
  const own = asked.counts.get(letter);
  const said = fill(words.row, { letter: label, sentences: count(own.all, "sentence") });
  const row = make("tr", {}, make("th", { scope: "row" }, makeMark({ letter }, said, label)));
  for (const stance of data.values.stance) {
    const n = own[stance] ?? 0;
    const cell = fill(words.cell, { letter: label, stance, sentences: count(n, "sentence") });
    row.append(make("td", {}, n ? makeMark({ letter, stance }, cell, group(n)) : make("span", { className: "zero" }, "0")));
  }
  row.append(make("td", {}, group(own.all)));
  return row;
}

function makeFold(number) {
  const { words } = data;
  const said = allLetters ? words.fewer_letters : fill(words.more_letters, { n: number });
  const button = make("button", { type: "button" }, said);
  button.addEventListener("click", () => {
    allLetters = !allLetters;
    showLetters();
    get("letters").lastElementChild.focus();
  });
  return button;
}

/** Return the rows that are shown: those found, narrowed to what was pressed. */
function listShown() {
  if (narrow === WIDE) return asked.rows;
  const { letter: letters, stance } = data.sentences;
  const own = new Set([...asked.counts.keys()].filter((letter) => narrow.year === null || yearOf(letter) === narrow.year));
  return asked.rows.filter(
    (row) =>
      own.has(letters[row]) &&
      (narrow.letter === null || letters[row] === narrow.letter) &&
      (narrow.stance === null || decode(stance, row) === narrow.stance),
  );
}

function showNarrowed(rows) {
  const { words } = data;
  const named = { ...narrow, letter: narrow.letter === null ? null : data.letters[narrow.letter].label };
  const given = Object.entries(named).filter(([, value]) => value !== null);
  const said = given.map(([name, value]) => fill(words.narrowed_by[name], { value })).join(" ");
  const button = make("button", { type: "button" }, words.widen);
  button.addEventListener("click", () => {
    narrowTo(WIDE);
    get("said").focus();
  });
  const sentence = fill(words.narrowed, { sentences: count(rows.length, "sentence"), narrow: said });
  get("narrowed").replaceChildren(...(given.length ? [sentence, button] : []));
}

/** Return the value of a row of a column; null where it is missing. */
function decode({ values, codes }, row) {
  return codes[row] < 0 ? null : values[codes[row]];
}
