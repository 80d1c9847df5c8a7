// What leaves the page: rows as find gives them, as CSV in which no text is ever run; and the question in Python.

/** Return rows as .csv: the columns of find, in its order, and the same bytes as analysis.export writes. */
function makeCsv(rows, marks) {
  const lines = [data.columns, ...rows.map((row) => listFacts(row, marks))];
  return lines.map((line) => `${line.map(makeCell).join(",")}\r\n`).join("");
}

function listFacts(row, marks) {
  const { sentences, paragraphs } = data;
  const [letter, paragraph] = [data.letters[sentences.letter[row]], sentences.paragraph[row]];
  const text = sentences.text[row];
  const place = (index) => countLetters(text.slice(0, index));
  const facts = {
    ...letter,
    start_date: letter.first,
    paragraph_id: paragraphs.paragraph_id[paragraph],
    page: paragraphs.page[paragraph],
    sentence_id: sentences.sentence_id[row],
    text,
    marks: (marks.get(row) ?? []).map(([start, end]) => `${place(start)}-${place(end)}`).join(";"),
  };
  for (const name of ["number", "section", "kind"]) facts[name] = decode(paragraphs[name], paragraph);
  for (const name of ["themes", "stance", "direction", "speaker"]) facts[name] = decode(sentences[name], row);
  return data.columns.map((column) => facts[column] ?? "");
}

function makeCell(value) {
  const text = String(value);
  const guarded = typeof value === "string" && isRun(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Return whether a spreadsheet would run a text instead of showing it. */
function isRun(text) {
  const first = trim(text)[0];
  return first !== undefined && data.run.includes(first);
}

function fillCopies() {
  const { words } = data;
  const said = make("span", { role: "status" });
  const copy = make("button", { type: "button" }, words.copy);
  const save = make("button", { type: "button" }, words.save);
  copy.addEventListener("click", async () => {
    const rows = listShown();
    const done = await copyText(makeCsv(rows, asked.marks));
    said.textContent = done ? fill(words.copied, { sentences: count(rows.length, "sentence") }) : words.not_copied;
  });
  save.addEventListener("click", () => {
    const file = new Blob(["\ufeff", makeCsv(listShown(), asked.marks)], { type: "text/csv" });
    const link = make("a", { href: URL.createObjectURL(file), download: words.csv });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  const python = make("details", {}, make("summary", {}, words.python), make("code", { id: "python" }));
  get("copies").append(copy, save, said, python);
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Show the line of Python that finds the same: the question without what was pressed below it. */
function showPython() {
  const value = (asked) => {
    if (typeof asked === "boolean") return asked ? "True" : "False";
    if (typeof asked === "string") return quote(asked);
    return asked.length === 1 ? quote(asked[0]) : `[${asked.map(quote).join(", ")}]`;
  };
  const given = Object.entries(asked.question).filter(([, one]) => one === false || (one && one.length !== 0));
  get("python").textContent = `analysis.find(${["tables", ...given.map(([name, one]) => `${name}=${value(one)}`)].join(", ")})`;
}
