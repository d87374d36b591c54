// What stands beside the chat: about and clock, and the drawer. On a narrow screen they come over it, one at a time.

const narrow = matchMedia("(max-width: 999px)");
const main = document.getElementById("chat");
const openers = { side: document.getElementById("open-side"), stored: document.getElementById("open-stored") };
const panels = { side: document.getElementById("side"), stored: document.getElementById("stored") };

function isOpen(name) {
  return name === "side" ? panels.side.classList.contains("open") : !panels.stored.hidden;
}

function set(name, open) {
  if (name === "side") panels.side.classList.toggle("open", open);
  else panels.stored.hidden = !open;
  openers[name].setAttribute("aria-expanded", String(open));
  settle();
}

/** Whatever lies under an open panel can't be reached. */
function settle() {
  main.inert = narrow.matches && (isOpen("side") || isOpen("stored"));
  panels.side.inert = narrow.matches && (!isOpen("side") || isOpen("stored"));
}

export function close(name) {
  if (!isOpen(name)) return;
  const had = panels[name].contains(document.activeElement) || narrow.matches;
  set(name, false);
  if (had) (narrow.matches ? openers.side : openers[name]).focus();
}

function open(name) {
  if (narrow.matches && name === "stored") set("side", false);
  set(name, true);
  panels[name].querySelector(".close").focus();
}

export function isStoredOpen() {
  return isOpen("stored");
}

export function setUpPanels(onStored) {
  for (const name of ["side", "stored"]) {
    openers[name].addEventListener("click", () => {
      if (isOpen(name)) close(name);
      else open(name);
      if (isStoredOpen()) onStored();
    });
    panels[name].querySelector(".close").addEventListener("click", () => close(name));
    panels[name].addEventListener("keydown", (event) => { if (event.key === "Escape") close(name); });
  }
  narrow.addEventListener("change", settle);
  settle();
}

export async function showStored() {
  const answer = await fetch("/stored").catch(() => null);
  if (!answer?.ok) return;
  const { journey, reminders } = await answer.json();
  document.getElementById("nothing").hidden = journey.length > 0;
  document.getElementById("something").hidden = journey.length === 0;
  document.getElementById("no-reminders").hidden = reminders.length > 0;
  list("journey", journey);
  list("reminders", reminders);
}

function list(id, lines) {
  document.getElementById(id).replaceChildren(...lines.flatMap((line) => line.map((text, place) => {
    const node = document.createElement(place ? "dd" : "dt");
    node.textContent = text;
    return node;
  })));
}
