// Small pieces of text: what Python's strings do, so that the page says what the suite says.

/** Return a template with its {name} and {name!r} filled in. */
function fill(template, facts = {}) {
  return template.replace(/\{(\w+)(!r)?\}/g, (_, name, quoted) => (quoted ? quote(facts[name]) : String(facts[name])));
}

/** Return a text in quotation marks as Python shows it. */
function quote(text) {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const named = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", [mark]: `\\${mark}` };
  return mark + text.replace(/[\\'"]|(?! )[\p{C}\p{Z}]/gu, (letter) => named[letter] ?? escapeUnseen(letter)) + mark;
}

function escapeUnseen(letter) {
  const code = letter.codePointAt(0);
  if (letter === "'" || letter === '"') return letter;
  const [lead, length] = code < 0x100 ? ["\\x", 2] : code < 0x10000 ? ["\\u", 4] : ["\\U", 8];
  return lead + code.toString(16).padStart(length, "0");
}

function trim(text) {
  return text.replace(new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g"), "");
}

/** Return how many letters a text has, one of two halves counted once, as Python counts. */
function countLetters(text) {
  return Array.from(text).length;
}

/** Return a number with its thing: "1 letter", "15 letters". */
function count(number, thing) {
  return `${number} ${number === 1 ? thing : `${thing}s`}`;
}

/** Return a number with its thousands apart, for what is read and never for what is compared. */
function group(number) {
  return number.toLocaleString("en-GB");
}
