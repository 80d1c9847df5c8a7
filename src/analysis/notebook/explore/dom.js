// What the parts of the page share: elements made of text alone, and keys that JupyterLab leaves to them.

function make(name, attributes = {}, text = "") {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

function makeButton(text, press, attributes = {}) {
  const button = make("button", { type: "button", ...attributes }, text);
  button.addEventListener("click", press);
  return button;
}

// JupyterLab takes single keys for commands of its own while a notebook is not being written in.
function keepKeys(el) {
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  setTimeout(() => el.closest(".explore-page")?.setAttribute("data-lm-suppress-shortcuts", "true"));
}
