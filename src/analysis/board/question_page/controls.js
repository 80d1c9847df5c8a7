// The question as controls: what was chosen, read from the form.

const MANY = ["theme", "stance", "direction", "visit_type", "framework", "source_type", "part", "speaker"];

/** Return an element with these properties, attributes (aria-..., role) and children: texts stay texts. */
function make(tag, facts = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function get(id) {
  return document.getElementById(id);
}

/** Return what a value of a table is called on the page. */
function nameValue(column, value) {
  return (column === "theme" ? data.themes[value] : data.words.values[column]?.[value]) ?? value;
}

function fillControls() {
  const { controls } = data.words;
  const known = (name) => [...new Set(data.letters.map((letter) => letter[name]).filter(Boolean))].sort();
  const values = { theme: Object.keys(data.themes), ...data.values };
  for (const name of ["visit_type", "framework", "source_type"]) values[name] = known(name);
  const makers = { among: () => makeAmong(controls.among, known), checked: () => makeChecked(controls.checked) };
  get("line").append(
    makeInput("words", controls.words),
    make("button", { type: "submit", className: "main" }, data.words.ask),
    make("button", { type: "reset" }, data.words.clear),
  );
  for (const [name, words] of Object.entries(controls).slice(1)) {
    const maker = makers[name] ?? (MANY.includes(name) ? () => makeBoxes(name, words, values[name]) : () => makeInput(name, words));
    get("choices").append(maker());
  }
  for (const [form, finds] of Object.entries(data.words.how)) {
    document.querySelector("#how dl").append(make("dt", {}, form), make("dd", {}, finds));
  }
}

function makeInput(name, words) {
  const input = make("input", { type: "text", name, placeholder: words.hint, spellcheck: false });
  return make("label", { className: "field" }, make("span", {}, words.label), input);
}

function makeSelect(name, words, ...options) {
  const select = make("select", { name }, make("option", { value: "" }, words.any), ...options);
  return make("label", { className: "field" }, make("span", {}, words.label), select);
}

function makeAmong(words, known) {
  const groups = [["among", words.regions, known("region")], ["authority", words.authorities, known("authority")]];
  const list = ([name, label, values]) =>
    make("optgroup", { label }, ...values.map((value) => make("option", { value: JSON.stringify([name, value]) }, value)));
  return makeSelect("among", words, ...groups.filter(([, , values]) => values.length).map(list));
}

function makeChecked(words) {
  return makeSelect("checked", words, make("option", { value: "yes" }, words.yes), make("option", { value: "no" }, words.no));
}

function makeBoxes(name, words, values) {
  const summary = make("summary", {}, make("span", { className: "name" }, words.label), make("span", { className: "value" }, words.any));
  const boxes = values.map((value) =>
    make("label", {}, make("input", { type: "checkbox", name, value }), make("span", {}, nameValue(name, value))),
  );
  const group = make("div", { className: "boxes", role: "group", "aria-label": words.label }, ...boxes);
  return make("details", { className: "field" }, summary, group);
}

/** Say on each folded list what is chosen in it. */
function nameChosen(question) {
  for (const details of document.querySelectorAll("details.field")) {
    const { name } = details.querySelector("input");
    const chosen = question[name].map((value) => nameValue(name, value));
    const named = chosen.length > 2 ? fill(data.words.chosen, { n: chosen.length }) : chosen.join(", ");
    details.querySelector(".value").textContent = named || data.words.controls[name].any;
  }
}

/** Return the question that the form asks, by the names that find has for it. */
function readQuestion() {
  const form = new FormData(get("question"));
  const many = Object.fromEntries(MANY.map((name) => [name, form.getAll(name)]));
  const [words, since, until] = ["words", "since", "until"].map((name) => trim(form.get(name)));
  const [name, value] = JSON.parse(form.get("among") || '["among",""]');
  const checked = { yes: true, no: false }[form.get("checked")] ?? null;
  return { words, ...many, authority: "", among: "", [name]: value, since, until, checked };
}

/** Close folded lists when one leaves them, by the mouse, the Tab or the Escape key. */
function closeLists(event) {
  for (const details of document.querySelectorAll("details.field[open]")) {
    const left = event.type === "keydown" ? event.key === "Escape" : !details.contains(event.target);
    if (!left) continue;
    if (event.type === "keydown" && details.contains(document.activeElement)) details.querySelector("summary").focus();
    details.open = false;
  }
}
