// What the person does, and what the page makes of the news.

import { Chat } from "./chat.js";
import { close, isStoredOpen, setUpPanels, showStored } from "./panels.js";
import { listen, post } from "./server.js";

const DOTS_AFTER_MS = 150;
const TOAST_MS = 3000;
const LOST = "The program has stopped. Start it again, and this page comes back by itself.";

const at = (id) => document.getElementById(id);
const chat = new Chat();
const text = at("text");
let commands = [];
let moved = null;
let ahead = 0;
let dots = 0;
let toastEnds = 0;

// --- the news

function onNews(news) {
  at("lost").hidden = true;
  ahead = Date.parse(news.now) - Date.now();
  commands = news.commands;
  chat.update(news);
  at("welcome").hidden = !chat.isEmpty;
  at("record").hidden = !news.recordable;
  at("editing").hidden = !news.editing;
  showTrouble(news.trouble);
  document.body.classList.add("on");
  showClock();
  showTyping(news.typing);
  if (moved !== null && news.moved !== moved) toast(`It’s ${at("side").querySelector(".now").textContent} now.`);
  moved = news.moved;
  if (isStoredOpen() && !news.typing) showStored();
  showSend();
}

function showTrouble(lines) {
  if (JSON.stringify(lines) === at("trouble").dataset.is) return;
  at("trouble").dataset.is = JSON.stringify(lines);
  at("trouble").hidden = !lines.length;
  at("trouble").querySelector("ul").replaceChildren(...lines.map((line) => {
    const node = document.createElement("li");
    node.textContent = line;
    return node;
  }));
}

function onLost() {
  document.body.classList.remove("on");
  at("lost").textContent = LOST;
  at("lost").hidden = false;
  at("state").textContent = "not connected";
  showDots(false);
  showSend();
}

function showTyping(typing) {
  clearTimeout(dots);
  at("state").textContent = typing ? "typing …" : "online";
  if (typing) dots = setTimeout(showDots, DOTS_AFTER_MS, true);
  else { showDots(false); chat.settle(); }
}

function showDots(shown) {
  clearTimeout(dots);
  at("typing").hidden = !shown;
  if (shown && chat.follows) chat.toEnd();
}

function showClock() {
  const now = new Date(Date.now() + ahead);
  const date = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" };
  const time = { hour: "2-digit", minute: "2-digit", timeZone: "UTC" };
  const shown = now.toLocaleDateString("en-GB", { ...date, month: "long", year: "numeric" });
  for (const node of document.querySelectorAll(".now")) {
    node.dateTime = now.toISOString();
    node.textContent = node.classList.contains("short")
      ? now.toLocaleDateString("en-GB", date)
      : `${shown}, ${now.toLocaleTimeString("en-GB", time)}`;
  }
}

function toast(words) {
  clearTimeout(toastEnds);
  at("toast").textContent = words;
  toastEnds = setTimeout(() => { at("toast").textContent = ""; }, TOAST_MS);
}

// --- what the person does

async function act(path, what) {
  if (await post(path, what)) return true;
  toast("That didn’t arrive.");
  return false;
}

async function send() {
  const words = text.value.trim();
  if (!words || !document.body.classList.contains("on")) return;
  const typed = text.value;
  text.value = "";
  onTyped();
  if (!(await act("/say", { text: words })) && !text.value) { text.value = typed; onTyped(); }
}

async function onLogClick(event) {
  const pressed = event.target.closest("[data-copy], [data-data], [data-say]");
  if (!pressed) return;
  const { copy, data, message, say } = pressed.dataset;
  if (copy !== undefined) await copyOut(copy);
  else if (say !== undefined) await act("/say", { text: say });
  else {
    pressed.classList.add("pressed");
    if (!(await act("/press", { message: Number(message), data }))) pressed.classList.remove("pressed");
  }
}

async function copyOut(words) {
  try {
    await navigator.clipboard.writeText(words);
    toast("Copied.");
  } catch {
    toast("The browser didn’t allow it.");
  }
}

async function onClock(event) {
  const { amount, unit } = event.target.closest("button")?.dataset ?? {};
  if (!amount) return;
  if (matchMedia("(max-width: 999px)").matches) close("side");
  await act("/later", { amount: Number(amount), unit });
}

// --- the message field and its commands

function onTyped() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
  showSend();
  showCommands(/^\/[a-z_]*$/.test(text.value), text.value);
}

function showSend() {
  at("send").disabled = !text.value.trim() || !document.body.classList.contains("on");
}

function showCommands(shown, begun) {
  const fitting = commands.filter(({ command }) => `/${command}`.startsWith(begun));
  at("commands").hidden = !(shown && fitting.length);
  at("menu").setAttribute("aria-expanded", String(!at("commands").hidden));
  at("commands").replaceChildren(...fitting.map(({ command, description }) => {
    const button = document.createElement("button");
    const name = document.createElement("b");
    name.textContent = `/${command}`;
    button.type = "button";
    button.dataset.command = `/${command}`;
    button.append(name, ` ${description}`);
    return button;
  }));
}

function onMenu() {
  const shown = at("commands").hidden;
  showCommands(shown, "");
  if (shown) at("commands").querySelector("button")?.focus();
}

async function onCommand(event) {
  const { command } = event.target.closest("button")?.dataset ?? {};
  if (!command) return;
  text.value = "";
  onTyped();
  text.focus();
  await act("/say", { text: command });
}

function onComposerKey(event) {
  if (event.key === "Escape" && !at("commands").hidden) {
    showCommands(false, "");
    text.focus();
  } else if (event.target === text && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
}

/** Who begins to type means the message field, as in other messengers. */
function onKey(event) {
  const letter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (letter && event.target !== text && !at("chat").inert) text.focus();
}

at("log").addEventListener("click", onLogClick);
at("clock").addEventListener("click", onClock);
at("start").addEventListener("click", async () => { await act("/say", { text: "/start" }); at("scroll").focus(); });
at("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
at("composer").addEventListener("keydown", onComposerKey);
at("menu").addEventListener("click", onMenu);
at("commands").addEventListener("click", onCommand);
text.addEventListener("input", onTyped);
document.addEventListener("keydown", onKey);
setUpPanels(showStored);
setInterval(showClock, 10_000);
listen(onNews, onLost);
