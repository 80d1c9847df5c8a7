// The sentences as cards: each in its paragraph, the words that were asked for marked.

const CARDS = 50; // at a time
let nShown = 0;

function showCards(rows) {
  nShown = 0;
  get("cards").replaceChildren();
  get("copies").hidden = !rows.length;
  showPython();
  addCards(rows);
}

function addCards(rows) {
  const next = rows.slice(nShown, nShown + CARDS).map(makeCard);
  nShown += next.length;
  get("cards").append(...next);
  const left = rows.length - nShown;
  get("more").replaceChildren();
  if (!left) return;
  const said = fill(data.words.more, { next: Math.min(CARDS, left), left: group(left) });
  const button = make("button", { type: "button" }, said);
  button.addEventListener("click", () => {
    const first = nShown;
    addCards(rows);
    get("cards").children[first].querySelector("h3").focus();
  });
  get("more").append(button);
}

function makeCard(row) {
  const { sentences, paragraphs, words } = data;
  const letter = data.letters[sentences.letter[row]];
  const paragraph = sentences.paragraph[row];
  const place = [decode(paragraphs.section, paragraph), paragraphs.place[paragraph], fill(words.file, letter)].filter(Boolean);
  return make(
    "li",
    { className: decode(sentences.stance, row) },
    make("h3", { tabIndex: -1 }, letter.label),
    make("p", { className: "place" }, place.join(" · ")),
    make("p", { className: "paragraph" }, ...listPieces(row, paragraph)),
    make("ul", { className: "tags" }, ...listTags(row, paragraph)),
  );
}

/** Return the paragraph of a sentence in pieces, the sentence itself set apart. */
function listPieces(row, paragraph) {
  const { sentences } = data;
  let first = row;
  while (sentences.paragraph[first - 1] === paragraph) first--;
  const pieces = [];
  for (let one = first; sentences.paragraph[one] === paragraph; one++) {
    const text = sentences.text[one];
    const own = () => make("span", { className: "sentence" }, ...markHits(text, asked.marks.get(row) ?? []));
    pieces.push(decode(sentences.between, one), one === row ? own() : text);
  }
  return pieces;
}

function markHits(text, spans) {
  const pieces = [];
  let end = 0;
  for (const [start, stop] of spans) {
    pieces.push(text.slice(end, start), make("mark", {}, text.slice(start, stop)));
    end = stop;
  }
  return [...pieces, text.slice(end)];
}

function listTags(row, paragraph) {
  const { sentences, words } = data;
  const [direction, speaker] = [decode(sentences.direction, row), decode(sentences.speaker, row)];
  const themes = decode(sentences.themes, row)?.split(";") ?? [];
  const tags = [make("li", { className: "stance" }, decode(sentences.stance, row)), ...themes.map((theme) => make("li", {}, nameValue("theme", theme)))];
  if (direction !== "none") tags.push(make("li", {}, nameValue("direction", direction)));
  if (speaker !== "inspector") tags.push(make("li", {}, nameValue("speaker", speaker)));
  tags.push(make("li", {}, nameValue("part", decode(data.paragraphs.kind, paragraph))));
  if (sentences.checked[row]) tags.push(make("li", {}, words.checked));
  return tags;
}
