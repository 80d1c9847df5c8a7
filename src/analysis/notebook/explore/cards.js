// Cards, fifty to a page: a sentence in its paragraph, where it stands, and what can be done with it.

const TAGS = { context: "span", sentence: "b", hit: "mark" };

// In JupyterLab a link to a file opens it beside the notebook, at the page that is named: its own handler is asked.
function makeLink(line) {
  const link = make("a", { href: line.href, target: "_blank", rel: "noopener" }, line.link);
  link.addEventListener("click", () => {
    const notebook = location.pathname.split("/tree/")[1];
    if (!notebook) return;
    const { pathname, hash } = new URL(line.href, `http://here/${notebook}`);
    const file = { path: decodeURIComponent(pathname).slice(1), id: hash };
    link.setAttribute("data-commandlinker-command", "rendermime:handle-local-link");
    link.setAttribute("data-commandlinker-args", JSON.stringify(file));
  });
  return link;
}

function makeLine(line) {
  const box = make("div", { class: "explore-line" });
  const text = make("p");
  for (const [part, kind] of line.parts) text.append(make(TAGS[kind], { class: `explore-${kind}` }, part));
  const where = make("p", { class: "explore-where" });
  if (line.label) where.append(make("strong", {}, line.label), `: ${line.how}. `);
  where.append(`${line.place} `);
  if (line.href) where.append(makeLink(line));
  box.append(...(line.label ? [where, text] : [text, where]));
  return box;
}

// What is asked before a sentence is kept: a note.
function makeNote(words, keep, leave) {
  const box = make("div", { class: "explore-keep" });
  const label = make("label", {}, `${words.note} `);
  const note = make("input", { type: "text", placeholder: words.note_hint, size: "40" });
  label.append(note);
  box.append(label, makeButton(words.keep, () => keep(note.value)), makeButton(words.leave, leave));
  // Enter is heard here: the notebook around it keeps the browser from sending the box.
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    if (event.key === "Enter" && event.target === note) keep(note.value);
  });
  return box;
}

function makeAction(action, card, article, model) {
  const send = (more) => model.send({ do: action.do, id: card.id, ...more });
  const press = () => {
    if (action.do !== "keep") return send({});
    if (article.querySelector(".explore-keep")) return;
    const leave = () => {
      box.remove();
      button.focus();
    };
    const box = makeNote(model.get("words"), (note) => send({ note }), leave);
    article.append(box);
    box.querySelector("input").focus();
  };
  const button = makeButton(action.label, press, { "aria-label": `${action.label}: ${card.head}` });
  return button;
}

function makeCard(card, model) {
  const article = make("article", { class: "explore-card", "data-stance": card.stance, "data-id": card.id });
  const head = make("p", { class: "explore-head" });
  head.append(make("strong", {}, card.head));
  head.append(...card.tags.map((tag) => make("span", { class: "explore-tag" }, tag)));
  if (card.kept) head.append(make("span", { class: "explore-tag explore-kept" }, card.kept));
  article.append(head, ...card.lines.map(makeLine));
  const actions = card.actions.map((action) => makeAction(action, card, article, model));
  article.querySelector(".explore-where").append(...actions);
  return article;
}

function render({ model, el }) {
  keepKeys(el);
  el.classList.add("explore-cards");
  const words = model.get("words");
  const said = make("p", { class: "explore-note", role: "status" });
  const list = make("div");
  const turns = make("p", { class: "explore-actions" });
  const turn = (step) => {
    model.send({ do: "page", to: model.get("view").page + step });
    el.scrollIntoView({ block: "start" });
  };
  const [before, after] = [makeButton(words.before, () => turn(-1)), makeButton(words.after, () => turn(1))];
  turns.append(before, after);
  el.append(said, list, turns);
  const draw = () => {
    const view = model.get("view");
    said.textContent = view.said;
    list.replaceChildren(...view.cards.map((card) => makeCard(card, model)));
    turns.hidden = view.pages < 2;
    before.disabled = view.page === 0;
    after.disabled = view.page + 1 >= view.pages;
  };
  draw();
  model.on("change:view", draw);
}

export default { render };
