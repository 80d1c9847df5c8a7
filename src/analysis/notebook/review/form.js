// The review form: it shows `page`, keeps what is chosen until it is saved, and tells the kernel what was pressed.
// Every text is written as text, never as HTML: letters are not trusted.

const LINK = 'a[href*="#review="]'; // a sentence shown elsewhere leads here by such an address
const PATIENCE = 5000; // milliseconds in which JupyterLab brings the page to the front, once a link asked for it

function make(name, facts = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(facts)) {
    if (key === "class") element.className = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

function hint(key) {
  return key ? make("kbd", { "aria-hidden": "true" }, key) : null;
}

/** The address of a letter in JupyterLab, whose own pages lie elsewhere than its files. */
function addressOf(link) {
  const config = document.getElementById("jupyter-config-data");
  const base = config ? JSON.parse(config.textContent).baseUrl || "/" : null;
  return base ? `${base}files/${link.replace(/^(\.\.\/)+/, "")}` : link;
}

function render({ model, el }) {
  const { words, keys, stances, directions, themes } = model.get("fixed");
  const uid = Math.random().toString(36).slice(2);
  const byKey = new Map(); // what a key presses
  let page = { turn: null };
  let answer = { themes: [], stance: null, direction: null, note: "" };
  let takesFocus = false;

  const send = (what, more = {}) => model.send({ do: what, ...more });

  // -- the parts that stay ------------------------------------------------------------------------------------------
  const choices = make("div", { class: "review-choices" });
  const ask = make("input", { type: "search", id: `${uid}-ask`, autocomplete: "off" });
  const asking = make("form", { class: "review-ask", onsubmit: onAsk },
    make("label", { for: `${uid}-ask` }, words.ask), ask, make("button", { type: "submit" }, words.ask_do));
  const hits = make("ul", { class: "review-list", "aria-label": words.hits });
  const reviewer = make("span", { class: "review-name" });
  const name = make("input", { type: "text", id: `${uid}-name`, autocomplete: "name" });
  const naming = make("form", { class: "review-ask", onsubmit: onName },
    make("label", { for: `${uid}-name` }, words.name), name, make("button", { type: "submit" }, words.name_do));
  const progress = make("p", { class: "review-progress" });
  const place = make("p", { class: "review-place", id: `${uid}-place` });
  const paragraph = make("p", { class: "review-paragraph", tabindex: "-1", "aria-describedby": `${uid}-place` });
  const machine = make("div", { class: "review-machine" });
  const likely = group(words.likely);
  const others = group(words.others);
  const summary = make("summary", {});
  const folded = make("details", {}, summary, others);
  const definition = make("p", { class: "review-definition", "aria-hidden": "true" });
  const stance = group(words.stance);
  const direction = group(words.direction);
  const note = make("input", { type: "text", id: `${uid}-note`, placeholder: words.note_hint, autocomplete: "off",
    oninput: () => { answer.note = note.value; } });
  const save = make("button", { type: "button", class: "review-save", "aria-keyshortcuts": "Enter", onclick: onSave },
    words.save, hint(words.save_key));
  const later = make("button", { type: "button", "aria-keyshortcuts": keys.later, onclick: onLater },
    words.later, hint(keys.later));
  const back = make("button", { type: "button", "aria-keyshortcuts": "Backspace", onclick: onBack },
    words.back, hint(words.back_key));
  const message = make("p", { class: "review-message", role: "status" });
  const decisions = make("ul", { class: "review-list", "aria-label": words.decisions });
  const decided = make("details", { class: "review-decided" }, make("summary", {}, words.decisions), decisions);
  const reading = make("section", { class: "review-reading", "aria-label": words.sentence, tabindex: "0" },
    place, paragraph, machine);
  const legend = make("p", { class: "review-legend" });
  const deciding = make("section", { class: "review-deciding", "aria-label": words.themes },
    legend, likely, folded, definition,
    row(words.stance, stance), row(words.direction, direction),
    make("div", { class: "review-row" }, make("label", { for: `${uid}-note` }, words.note), note),
    make("div", { class: "review-row" }, save, later, back));
  const body = make("div", { class: "review-body" }, reading, deciding);
  const root = make("div", { class: "review", role: "region", "aria-label": words.page, onkeydown: onKey },
    choices, naming, progress, message, hits, body,
    make("p", { class: "review-keys" }, words.keys), decided);
  el.append(root);

  for (const [value, label] of stances) stance.append(choose("stance", value, label, keys.stance[value]));
  for (const [value, label] of directions) direction.append(choose("direction", value, label, keys.direction[value]));

  function group(label) {
    return make("div", { class: "review-group", role: "group", "aria-label": label });
  }

  function row(label, content) {
    return make("div", { class: "review-row" }, make("span", { "aria-hidden": "true" }, label), content);
  }

  // -- buttons that stay pressed ------------------------------------------------------------------------------------
  function choose(name, value, label, key) {
    const press = () => { answer[name] = value; showPressed(); };
    const button = make("button", { type: "button", "data-name": name, "data-value": value, "aria-pressed": "false",
      "aria-keyshortcuts": key, onclick: press }, hint(key), label);
    byKey.set(key, press);
    return button;
  }

  function tick([id, label, meaning], key) {
    const define = () => { definition.textContent = `${label}: ${meaning}`; };
    const press = () => {
      define();
      answer.themes = answer.themes.includes(id) ? answer.themes.filter((one) => one !== id) : [...answer.themes, id];
      showPressed();
    };
    const about = make("span", { hidden: true, id: `${uid}-${id}` }, meaning);
    const button = make("button", { type: "button", "data-name": "themes", "data-value": id, "aria-pressed": "false",
      "aria-keyshortcuts": key, "aria-describedby": about.id, onclick: press, onfocus: define, onmouseenter: define },
      hint(key), label);
    if (key) byKey.set(key, press);
    return make("span", {}, button, about);
  }

  function showPressed() {
    for (const button of root.querySelectorAll("[aria-pressed]")) {
      const { name, value } = button.dataset;
      const isPressed = name === "themes" ? answer.themes.includes(value) : answer[name] === value;
      button.setAttribute("aria-pressed", String(isPressed));
    }
    const picked = others.querySelectorAll('[aria-pressed="true"]').length;
    summary.replaceChildren(`${words.others} (${others.childElementCount}${picked ? `, ✓ ${picked}` : ""}) `, hint(keys.others));
  }

  // -- what changes with each sentence ------------------------------------------------------------------------------
  function show() {
    const isNew = page.turn !== model.get("page").turn;
    const hadFocus = root.contains(document.activeElement);
    page = model.get("page");
    showChoices();
    showList(hits, page.hits);
    showList(decisions, page.decisions, words.no_decisions);
    reviewer.textContent = page.reviewer ? words.reviewer.replace("{name}", page.reviewer) : "";
    naming.hidden = !page.asks_name;
    decided.hidden = later.hidden = back.hidden = page.asks_name;
    progress.replaceChildren(reviewer, ` ${page.progress} ${page.goal}`);
    message.textContent = page.message || page.empty;
    message.classList.toggle("review-wrong", page.wrong);
    body.hidden = Boolean(page.empty);
    if (!isNew) return;
    if (!page.empty) showSentence();
    if (page.asks_name) name.value = page.reviewer;
    if (takesFocus) comeForward();
    else if (hadFocus) (page.empty ? ask : paragraph).focus({ preventScroll: true });
  }

  function showSentence() {
    answer = { ...page.answer, themes: [...page.answer.themes] };
    note.value = answer.note;
    place.replaceChildren(`${page.place} `,
      make("a", { href: addressOf(page.link), target: "_blank", rel: "noopener" }, words.open));
    paragraph.replaceChildren(...page.pieces.map(([text, kind]) =>
      kind ? make("mark", { class: `review-${kind}` }, text) : text));
    const marked = paragraph.querySelector("mark");
    reading.scrollTop = marked ? Math.max(0, marked.offsetTop - reading.offsetTop - 80) : 0;
    machine.replaceChildren(...(page.machine.length ? [make("p", {}, words.machine), listOf(page.machine)] : []),
      ...(page.reviews.length ? [listOf(page.reviews)] : []));
    for (const [key] of [...byKey].filter(([key]) => /\d/.test(key))) byKey.delete(key);
    legend.textContent = page.blind ? words.likely_blind : words.likely;
    const facts = new Map(themes.map((theme) => [theme[0], theme]));
    likely.replaceChildren(...page.likely.map((id, index) => tick(facts.get(id), index < 9 ? `${index + 1}` : null)));
    others.replaceChildren(...themes.filter(([id]) => !page.likely.includes(id)).map((theme) => tick(theme, null)));
    folded.open = false;
    definition.textContent = words.hint;
    showPressed();
  }

  function listOf(lines) {
    return make("ul", {}, ...lines.map((line) => make("li", {}, line)));
  }

  function showList(list, rows, empty = "") {
    list.replaceChildren(...rows.map((row) => make("li", {}, make("button",
      { type: "button", onclick: () => send("revise", { sentence_id: row.sentence_id }) },
      row.text, row.said ? make("span", {}, row.said) : null))));
    if (!rows.length && empty) list.append(make("li", {}, empty));
    list.hidden = !rows.length && !empty;
  }

  function showChoices() {
    const chosen = Object.entries(page.choices);
    choices.hidden = !chosen.length;
    const had = document.activeElement?.id;
    choices.replaceChildren(...chosen.map(([what, { value, options, fixed }]) => {
      const select = make("select", { id: `${uid}-${what}`, disabled: fixed, onchange: onNarrow },
        ...options.map(([key, label]) => make("option", { value: key, selected: key === value }, label)));
      return make("span", {}, make("label", { for: select.id }, words[what]), select);
    }), asking);
    if (had?.startsWith(uid)) root.querySelector(`[id="${had}"]`)?.focus();
  }

  // -- what a person does -------------------------------------------------------------------------------------------
  function onSave() { send("save", { turn: page.turn, ...answer }); }
  function onLater() { send("later", { turn: page.turn }); }
  function onBack() { send("back"); }

  function onNarrow() {
    const [order, visit, theme] = ["order", "visit", "theme"].map((what) =>
      choices.querySelector(`[id="${uid}-${what}"]`).value);
    send("narrow", { order, visit, theme });
  }

  function onAsk(event) {
    event.preventDefault();
    if (ask.value.trim()) send("ask", { text: ask.value });
  }

  function onName(event) {
    event.preventDefault();
    send("name", { name: name.value });
  }

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || (event.shiftKey && event.key === "Enter")) return;
    event.stopPropagation(); // in JupyterLab x would cut the cell, and Enter leave the page for its code
    if (event.target.closest("input, select, textarea") || body.hidden) return;
    const isOwn = event.target.closest("a, summary, button:not([aria-pressed])"); // Enter is theirs
    const press = {
      Enter: isOwn || event.repeat ? null : onSave,
      Backspace: page.asks_name ? null : onBack,
      [keys.later]: page.asks_name ? null : onLater,
      [keys.others]: unfold,
    }[event.key] || byKey.get(event.key.toLowerCase());
    if (!press) return;
    event.preventDefault();
    press();
  }

  function unfold() {
    folded.open = !folded.open;
    if (folded.open) others.querySelector("button")?.focus();
    else summary.focus();
  }

  /** A sentence shown elsewhere was pressed: show it here. JupyterLab itself follows the link to this notebook. */
  function onLink(event) {
    const link = event.target.closest?.(LINK);
    if (!link || event.isTaken || page.asks_name) return;
    event.isTaken = takesFocus = true; // one page answers, however many are open
    send("ask", { text: link.getAttribute("href") });
  }

  function comeForward(until = Date.now() + PATIENCE) {
    takesFocus = false;
    if (root.isConnected && root.offsetParent) {
      root.scrollIntoView({ block: "start" });
      paragraph.focus({ preventScroll: true });
    } else if (Date.now() < until) setTimeout(comeForward, 100, until);
  }

  document.addEventListener("click", onLink, true);
  model.on("change:page", show);
  show();
  return () => {
    document.removeEventListener("click", onLink, true);
    model.off("change:page", show);
  };
}

export default { render };
