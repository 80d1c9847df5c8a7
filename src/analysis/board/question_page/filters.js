// Which letters a question is put to, which sentences answer it, and the answer in words: find/ in the browser.

const OF_SENTENCE = ["stance", "direction", "speaker"];

/** Return the rows of the sentences that answer a question, in the order of find, with their marks: {rows, marks}. */
function findSentences(question) {
  const { sentences } = data;
  const letters = new Set(selectAsked(question));
  const tests = OF_SENTENCE.filter((name) => isGiven(question[name])).map((name) => testColumn(sentences[name], question[name]));
  if (isGiven(question.part)) {
    const test = testColumn(data.paragraphs.kind, question.part);
    tests.push((row) => test(sentences.paragraph[row]));
  }
  if (isGiven(question.theme)) tests.push(testThemes(sentences.themes, question.theme));
  if (typeof question.checked === "boolean") tests.push((row) => sentences.checked[row] === question.checked);
  const clauses = question.words && trim(question.words) ? parseQuery(question.words) : null;
  const rows = [];
  const marks = new Map();
  for (let row = 0; row < data.lowers.length; row++) {
    if (!letters.has(sentences.letter[row]) || !tests.every((test) => test(row))) continue;
    if (clauses) {
      const spans = findSpans(data.lowers[row], clauses);
      if (!spans) continue;
      marks.set(row, spans);
    }
    rows.push(row);
  }
  return { rows, marks };
}

/** Return whether a choice was made: a text, or one value or more. */
function isGiven(asked) {
  return Boolean(asked && asked.length);
}

function testColumn({ values, codes }, asked) {
  const holds = values.map((value) => asked.includes(value));
  return (row) => codes[row] >= 0 && holds[codes[row]];
}

function testThemes({ values, codes }, asked) {
  const holds = values.map((value) => value.split(";").some((theme) => asked.includes(theme)));
  return (row) => codes[row] >= 0 && holds[codes[row]];
}

/** Return the indices of the letters that a question is put to, newest first. */
function selectAsked(question) {
  const first = question.since ? parsePeriod(question.since, "since")[0] : null;
  const last = question.until ? parsePeriod(question.until, "until")[1] : null;
  if (first && last && first > last) throw new QuestionError(nameFault("days", question));
  const press = (question.source_type ?? []).includes("press");
  const asked = [];
  data.letters.forEach((letter, index) => {
    if (letter.superseded && !press) return;
    if ((first || last) && !letter.first) return;
    if ((first && letter.last < first) || (last && letter.first > last)) return;
    if (question.authority && !question.among && letter.authority !== question.authority) return;
    if (question.among && letter.region !== question.among) return;
    const chosen = ["visit_type", "framework", "source_type"];
    if (chosen.every((name) => !isGiven(question[name]) || question[name].includes(letter[name]))) asked.push(index);
  });
  return asked;
}

/** Return the first and the last day of a year, month or day, as 2022-03-14. */
function parsePeriod(asked, name) {
  const parts = trim(asked).split("-");
  const [year, month = 1, day = 1] = parts.map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isDate = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (parts[0].length !== 4 || parts.length > 3 || !parts.every((part) => /^[0-9]+$/.test(part)) || !isDate || !year) {
    throw new QuestionError(nameFault("day", { name, asked }));
  }
  const show = (one) => one.toISOString().slice(0, 10);
  const first = show(date);
  if (parts.length === 1) date.setUTCFullYear(year, 11, 31);
  if (parts.length === 2) date.setUTCFullYear(year, month, 0);
  return [first, show(date)];
}

/** Return sentences that count what was found, and say why other letters hold none; as describe_found of find. */
function describeFound(found, question) {
  const words = data.answer;
  const letters = selectAsked(question);
  const leftOut = Object.entries(countLeftOut(question, letters.length))
    .filter(([, number]) => number[0])
    .map(([reason, [number, thing]]) => fill(words[reason], { letters: count(number, thing) }));
  const answer = describeHolding(found, letters, question);
  return leftOut.length ? `${answer} ${fill(words.left_out, { letters: leftOut.join("; ") })}` : answer;
}

function describeHolding({ rows }, letters, question) {
  const words = data.answer;
  if (!letters.length) return data.letters.length ? words.no_letter : words.nothing_on_file;
  const holding = new Set(rows.map((row) => data.sentences.letter[row]));
  const silent = letters.filter((letter) => !holding.has(letter));
  const named = { sentences: count(rows.length, "sentence"), letters: countAsked(letters), found: holding.size };
  if (!holding.size) return fill(words.none, named);
  if (!silent.length) return fill(letters.length > 1 ? words.all : words.one, named);
  return fill(words.some, { ...named, silent: describeSilent(silent, question) });
}

function countAsked(letters) {
  const press = letters.filter((letter) => data.letters[letter].source_type === "press").length;
  return count(letters.length, "letter") + (press ? ` (${count(press, "press report")} among them)` : "");
}

function describeSilent(silent, question) {
  const words = data.answer.silent;
  const others = ["words", ...OF_SENTENCE, "part"].some((name) => isGiven(question[name])) || typeof question.checked === "boolean";
  if (!isGiven(question.theme) || others) return fill(words.other, { n: silent.length });
  const reasons = silent.map((letter) => findReason(data.letters[letter], question.theme));
  return Object.keys(words)
    .map((reason) => [reason, reasons.filter((one) => one === reason).length])
    .filter(([, n]) => n)
    .map(([reason, n]) => fill(words[reason], { n, do: n === 1 ? "does" : "do" }))
    .join(", ");
}

function findReason(letter, themes) {
  if (letter.source_type === "press") return "not reported";
  const statuses = themes.filter((theme) => Object.hasOwn(letter.looked, theme)).map((theme) => letter.looked[theme]);
  return statuses.length && !statuses.some(Boolean) ? "not looked at" : "not mentioned";
}

function countLeftOut(question, number) {
  const counted = { undated: [0, "letter"], superseded: [0, "press report"] };
  if (question.since || question.until) {
    const atAnyTime = selectAsked({ ...question, since: "", until: "" });
    counted.undated[0] = atAnyTime.filter((letter) => !data.letters[letter].first).length;
  }
  if (data.letters.some((letter) => letter.superseded)) {
    const kinds = isGiven(question.source_type) ? question.source_type : data.source_types;
    counted.superseded[0] = selectAsked({ ...question, source_type: kinds }).length - number;
  }
  return counted;
}
