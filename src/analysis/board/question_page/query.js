// The language in which sentences are asked for by their words: what find/query.py and find/hits.py say, in the browser.

const LETTER = "\\p{L}\\p{N}_"; // what Python takes for a letter of a word
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const HYPHENS = "\\-\u2010\u2011\u2013";
const STRAIGHT = Object.fromEntries([
  ..."\u2018\u2019\u201b".split("").map((mark) => [mark, "'"]),
  ..."\u201c\u201d\u201e\u201f".split("").map((mark) => [mark, '"']),
  ..."\u2010\u2011\u2013\u2212".split("").map((mark) => [mark, "-"]),
]);
const OPERATORS = ["OR", "AND", "NEAR"];
const WRITTEN_WORD = `[${LETTER}]+(?:['\\-][${LETTER}]+)*\\*?`;
const ENDS = `(?![${LETTER}])(?!['\u2019][${LETTER}])(?![${HYPHENS}][${LETTER}])`;
const ANY_END = `[${LETTER}]*(?:(?:['\u2019]|[${HYPHENS}])[${LETTER}]+)*`;
const BETWEEN = `[^${LETTER}${HYPHENS}]+`;

class QuestionError extends Error {}

/** Return the clauses of a question, {chains, without}, of which a sentence must meet one; throw a QuestionError. */
function parseQuery(text) {
  const tokens = splitTokens(text);
  if (!tokens.length) throw new QuestionError(nameFault("no_words"));
  const clauses = [[]];
  for (const token of tokens) {
    if (token.text === "OR") clauses.push([]);
    else clauses.at(-1).push(token);
  }
  return clauses.map((clause) => parseClause(clause, text));
}

function splitTokens(text) {
  const straight = text.replace(/[\u2018\u2019\u201b-\u201f\u2010\u2011\u2013\u2212]/g, (mark) => STRAIGHT[mark] ?? mark);
  const pattern = new RegExp(`[${SPACE}]+|-?"[^"]*"?|[^${SPACE}"]+`, "gu");
  const tokens = [...straight.matchAll(pattern)]
    .filter((match) => trim(match[0]))
    .map((match) => ({ text: match[0], place: countLetters(straight.slice(0, match.index)) + 1 }));
  tokens.forEach(({ text: word, place }, index) => {
    if (!OPERATORS.includes(word)) return;
    if (!index || OPERATORS.includes(tokens[index - 1].text)) throw unread(text, nameFault("before", { word, place }));
    if (index === tokens.length - 1) throw unread(text, nameFault("after", { word, place }));
  });
  return tokens;
}

function parseClause(tokens, text) {
  const chains = [];
  const without = [];
  let before = "";
  for (const token of tokens) {
    const isMinus = token.text.startsWith("-");
    if ((token.text === "NEAR" && before.startsWith("-")) || (isMinus && before === "NEAR")) {
      throw unread(text, nameFault("minus_near", { place: token.place }));
    }
    if (isMinus) without.push(parseTerm({ text: token.text.slice(1), place: token.place + 1 }, text));
    else if (before === "NEAR") chains.at(-1).push(parseTerm(token, text));
    else if (!OPERATORS.includes(token.text)) chains.push([parseTerm(token, text)]);
    before = token.text;
  }
  return { chains, without, pieces: chains.flat().flatMap((term) => term.pieces).sort((a, b) => b.length - a.length) };
}

function parseTerm(token, text) {
  if (!token.text.startsWith('"')) {
    const word = token.text.replace(/'+$/, "");
    if (!new RegExp(`^${WRITTEN_WORD}$`, "u").test(word)) throw unread(text, findFault(token));
    return makeTerm([word]);
  }
  if (token.text.length < 2 || !token.text.endsWith('"')) throw unread(text, nameFault("one_quote", token));
  const words = token.text.match(new RegExp(WRITTEN_WORD, "gu"));
  if (!words) throw unread(text, nameFault("empty_quotes", token));
  const stray = token.text.search(new RegExp(`(?<![${LETTER}])\\*|\\*(?=[${LETTER}])`, "u"));
  if (stray >= 0) throw unread(text, nameFault("star", { place: token.place + countLetters(token.text.slice(0, stray)) }));
  return makeTerm(words);
}

function makeTerm(written) {
  const words = written.map((word) => word.toLowerCase());
  return {
    pattern: new RegExp(words.map(makePattern).join(BETWEEN), "gu"),
    pieces: words.flatMap((word) => word.match(new RegExp(`[${LETTER}]+`, "gu"))),
  };
}

function makePattern(word) {
  const letters = word.replace(/\*$/, "").replaceAll("'", "['\u2019]").replaceAll("-", `[${HYPHENS}]`);
  const before = ["", "['\u2019]", `[${HYPHENS}]`].map((mark) => `(?<![${LETTER}]${mark}${letters})`);
  return letters + before.join("") + (word.endsWith("*") ? ANY_END : "") + ENDS;
}

function findFault(token) {
  const { text, place } = token;
  const star = text.indexOf("*");
  if (!text) return nameFault("minus_alone", { place: place - 1 });
  if (star === 0 || (star > 0 && star < text.length - 1)) {
    return nameFault("star", { place: place + countLetters(text.slice(0, star)) });
  }
  if (text.startsWith("'")) return nameFault("apostrophe", token);
  const good = text.match(new RegExp(`^${WRITTEN_WORD}`, "u"))?.[0] ?? "";
  const letter = String.fromCodePoint(text.codePointAt(good.length));
  return nameFault("letter", { letter, place: place + countLetters(good) });
}

function unread(text, fault) {
  return new QuestionError(nameFault("words", { text, fault }));
}

function nameFault(kind, facts = {}) {
  return fill(data.faults[kind], facts);
}

/** Return where the words of clauses stand in a text in small letters, [start, end] each; null where it meets none. */
function findSpans(text, clauses) {
  let found = null;
  for (const clause of clauses) {
    if (!clause.pieces.every((piece) => text.includes(piece))) continue;
    const spans = matchClause(text, clause);
    if (spans) found = found ? found.concat(spans) : spans;
  }
  return found && mergeSpans(found);
}

function matchClause(text, { chains, without }) {
  let spans = [];
  for (const chain of chains) {
    const found = matchChain(text, chain);
    if (!found.length) return null;
    spans = spans.concat(found);
  }
  return without.some((term) => text.search(term.pattern) >= 0) ? null : spans;
}

function matchChain(text, [first, ...others]) {
  let last = listSpans(text, first.pattern);
  if (!others.length || !last.length) return last;
  const starts = listSpans(text, new RegExp(`[${LETTER}]+(?:['\u2019][${LETTER}]+)*`, "gu")).map(([start]) => start);
  const kept = [];
  for (const term of others) {
    const next = listSpans(text, term.pattern);
    kept.push(last.filter((span) => isNear(span, next, starts)));
    last = next.filter((span) => isNear(span, last, starts));
    if (!last.length) return [];
  }
  return [...kept.flat(), ...last];
}

function listSpans(text, pattern) {
  const spans = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) spans.push([match.index, pattern.lastIndex]);
  return spans;
}

/** Tell whether the nearest hit on either side, which begins where this one has ended, is near; `others` in order. */
function isNear(span, others, starts) {
  const after = bisect(others, (other) => other[0] >= span[1]);
  const before = bisect(others, (other) => other[1] > span[0]);
  return (
    (after < others.length && countSteps(span, others[after], starts) <= data.near) ||
    (before > 0 && countSteps(others[before - 1], span, starts) <= data.near)
  );
}

function countSteps(first, second, starts) {
  const at = (place) => bisect(starts, (start) => start >= place);
  return at(second[0]) - at(first[1]) + 1;
}

/** Return the index of the first item for which `holds`; it holds for all that follow. */
function bisect(items, holds) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

function mergeSpans(spans) {
  if (spans.length < 2) return spans;
  const merged = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** Return a text in small letters, letter by letter, so that hits stand where they do in the text. */
function lower(text) {
  return text.replace(/\u0130/g, "i").replace(/\u03a3/g, "\u03c3").toLowerCase();
}
