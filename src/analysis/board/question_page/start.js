// Opening: the data unpacked, the controls filled, the first answer given.

let data = null;

async function openData() {
  const packed = Uint8Array.from(atob(get("data").textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  data = await new Response(stream).json();
  data.lowers = data.sentences.text.map(lower);
}

function fillHeads() {
  const heads = { "years-head": "years", "letters-head": "letters", "sentences-head": "sentences", holds: null };
  for (const [id, name] of Object.entries(heads)) get(id).textContent = name ? data.words[name] : data.holds;
  get("said").tabIndex = -1;
  document.querySelector("#counts .note").textContent = data.words.unit;
}

async function start() {
  try {
    await openData();
  } catch (error) {
    get("holds").textContent = "This page cannot be opened here: its file is damaged, or this browser is older than 2023.";
    throw error;
  }
  fillHeads();
  fillControls();
  fillCopies();
  const form = get("question");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
  });
  form.addEventListener("change", answer);
  form.addEventListener("reset", () => setTimeout(answer));
  for (const kind of ["pointerdown", "focusin", "keydown"]) document.addEventListener(kind, closeLists);
  document.querySelector("main").hidden = false;
  answer();
  document.body.dataset.ready = "true";
}

start();
