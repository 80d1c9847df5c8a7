// The answer: what was found in words, the line of Python, the bars by year and the crosstab, whose marks filter.

const FIRST = 7; // rows of the crosstab that are shown at once

// A mark of a picture as a button: pressed by click, Enter and the space bar.
function turnIntoButton(mark, label, press) {
  mark.setAttribute("tabindex", "0");
  mark.setAttribute("role", "button");
  mark.setAttribute("aria-label", label);
  mark.append(document.createElementNS("http://www.w3.org/2000/svg", "title"));
  mark.lastChild.textContent = label;
  mark.addEventListener("click", press);
  mark.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press();
  });
}

function showPressed(el, picked) {
  for (const mark of el.querySelectorAll("[data-mark]")) {
    mark.setAttribute("aria-pressed", String(mark.dataset.mark === picked));
  }
}

function drawChart(place, model, press) {
  const { svg, marks } = model.get("chart");
  const says = model.get("words").axis_says;
  place.replaceChildren();
  if (!svg) return;
  const picture = document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
  picture.setAttribute("role", "group");
  picture.setAttribute("aria-label", says);
  for (const text of picture.querySelectorAll("text")) text.setAttribute("aria-hidden", "true");
  for (const [id, label] of Object.entries(marks)) {
    const mark = picture.querySelector(`[id="${id}"]`);
    mark.dataset.mark = id;
    turnIntoButton(mark, label, () => press(id));
  }
  place.append(picture, make("p", { class: "explore-note" }, says));
}

// A cell of the crosstab: a number that filters, or one that leaves nothing out.
function makeCell(cell, press) {
  const td = make("td");
  td.append(cell.n && cell.mark ? makeMark(String(cell.n), cell, press) : make("span", {}, String(cell.n)));
  return td;
}

function makeMark(text, { mark, says }, press, attributes = {}) {
  const button = makeButton(text, () => press(mark), says ? { "aria-label": says, ...attributes } : attributes);
  button.dataset.mark = mark;
  return button;
}

function makeRow(row, press) {
  const tr = make("tr");
  const th = make("th", { scope: "row" });
  th.append(row.mark ? makeMark(row.label, row, press, { class: "explore-name" }) : row.label);
  tr.append(th, ...row.cells.map((cell) => makeCell(cell, press)));
  return tr;
}

function drawTable(place, model, press, open) {
  const { head, rows } = model.get("crosstab");
  place.replaceChildren();
  if (!rows.length) return;
  const [table, thead, tbody, line] = ["table", "thead", "tbody", "tr"].map((name) => make(name));
  line.append(...head.map((name) => make("th", { scope: "col" }, name)));
  thead.append(line);
  tbody.append(...(open ? rows : rows.slice(0, FIRST)).map((row) => makeRow(row, press)));
  table.append(thead, tbody);
  place.append(table);
  if (rows.length <= FIRST) return;
  const { fewer, more } = model.get("words");
  const turn = () => {
    drawTable(place, model, press, !open);
    showPressed(place, model.get("picked"));
    place.lastChild.focus();
  };
  place.append(makeButton(open ? fewer : more.replace("{n}", rows.length - FIRST), turn, { "aria-expanded": open }));
}

async function copy(code, button, copied) {
  getSelection().selectAllChildren(code);
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = copied;
  } catch {
    // the line is selected: it can be copied by hand
  }
}

function render({ model, el }) {
  keepKeys(el);
  el.classList.add("explore-answer");
  const words = model.get("words");
  const said = make("p", { class: "explore-said", role: "status" });
  const shown = make("p", { class: "explore-shown", role: "status" });
  const call = make("details", { class: "explore-call" });
  const code = make("code");
  const copying = makeButton(words.copy, () => copy(code, copying, words.copied));
  call.append(make("summary", {}, words.call), code, copying);
  const [chart, table, both] = ["chart", "table", "both"].map((name) => make("div", { class: `explore-${name}` }));
  both.append(chart, table);
  el.append(said, call, both, shown);
  const press = (mark) => model.send({ mark });
  const clear = makeButton(words.clear, () => press(""));

  const draw = {
    said: () => (said.textContent = model.get("said")),
    call: () => ([code.textContent, copying.textContent] = [model.get("call"), words.copy]),
    chart: () => drawChart(chart, model, press),
    crosstab: () => drawTable(table, model, press, false),
    shown: () => shown.replaceChildren(model.get("shown"), ...(model.get("shown") ? [" ", clear] : [])),
    picked: () => {},
  };
  for (const [name, drawOne] of Object.entries(draw)) {
    const drawAndMark = () => {
      drawOne();
      showPressed(el, model.get("picked"));
    };
    drawAndMark();
    model.on(`change:${name}`, drawAndMark);
  }
}

export default { render };
