// The conversation: bubbles, buttons under them, days between them.

import { leadOut, nodes } from "./text.js";

const DAY = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
const TIME = { hour: "2-digit", minute: "2-digit", timeZone: "UTC" };
const NEAR = 80;

export function day(at) {
  return new Date(at).toLocaleDateString("en-GB", DAY);
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

function made(tag, className, ...inner) {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...inner);
  return node;
}

export class Chat {
  #log = document.getElementById("log");
  #scroll = document.getElementById("scroll");
  #down = document.getElementById("down");
  #focusGoesOn = false;
  #follows = true;
  #top = 0;

  constructor() {
    this.#scroll.addEventListener("scroll", () => this.#scrolled());
    this.#down.addEventListener("click", () => { this.#scroll.focus({ preventScroll: true }); this.toEnd(); });
    this.#log.addEventListener("load", () => { if (this.#follows) this.toEnd(); }, true); // a picture has its height now
    new ResizeObserver(() => { if (this.#follows) this.toEnd("instant"); }).observe(this.#scroll);
  }

  /** Only going up means to stay there: on the way down the end may be far, and more may come. */
  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroll;
    if (scrollHeight - scrollTop - clientHeight < NEAR) this.#follows = true;
    else if (scrollTop < this.#top) this.#follows = false;
    this.#top = scrollTop;
    this.#down.hidden = this.#follows;
  }

  /** Show what is new or changed, and take away what is gone; a fresh stream begins with all there is. */
  update({ fresh, put, gone }) {
    if (fresh || put.some((message) => message.mine && !document.getElementById(`m${message.id}`))) this.#follows = true;
    const here = new Set(put.map((message) => `m${message.id}`));
    const left = fresh ? [...this.#log.querySelectorAll(".message")].filter((node) => !here.has(node.id)) : [];
    for (const node of [...left, ...gone.map((id) => document.getElementById(`m${id}`))]) this.#remove(node);
    for (const message of put) this.#put(message);
    this.#betweenDays();
    // History is not read out when the page opens, only what comes after it.
    if (fresh) requestAnimationFrame(() => this.#log.setAttribute("aria-live", "polite"));
    if (this.#follows) this.toEnd(fresh ? "instant" : undefined);
  }

  get isEmpty() {
    return !this.#log.querySelector(".message");
  }

  get follows() {
    return this.#follows;
  }

  toEnd(behavior) {
    this.#follows = true;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#scroll.scrollTo({ top: this.#scroll.scrollHeight, behavior: behavior ?? (calm ? "instant" : "smooth") });
  }

  /** Bring the focus on to the next question, once the button that had it is gone and the bot has said all. */
  settle() {
    for (const button of this.#log.querySelectorAll(".pressed")) button.classList.remove("pressed");
    if (!this.#focusGoesOn) return;
    this.#focusGoesOn = false;
    const last = [...this.#log.querySelectorAll(".message")].at(-1);
    if (this.#log.contains(document.activeElement) || document.activeElement === document.body) {
      (last?.querySelector(".keys button") ?? this.#scroll).focus({ preventScroll: true });
    }
  }

  #remove(node) {
    if (node?.contains(document.activeElement)) this.#scroll.focus({ preventScroll: true });
    node?.remove();
  }

  #put(message) {
    const old = document.getElementById(`m${message.id}`);
    if (old?.dataset.is === JSON.stringify(message)) return;
    const node = old ?? this.#newBubble(message);
    node.dataset.is = JSON.stringify(message);
    node.dataset.at = message.at;
    const bubble = node.querySelector(".bubble");
    this.#words(bubble.querySelector(".words"), nodes(message.text, message.entities));
    bubble.querySelector(".when").textContent = `${message.edited ? "edited " : ""}${new Date(message.at).toLocaleTimeString("en-GB", TIME)}`;
    this.#keys(node, message);
    this.#places(node, message);
  }

  /** Where its words stand, for whoever changes them; pressing a place copies it. */
  #places(node, { places }) {
    node.querySelector(".places")?.remove();
    if (!places.length) return;
    node.append(made("div", "places", ...places.map((place) => {
      const button = made("button", "place", place);
      button.type = "button";
      button.dataset.copy = place;
      button.setAttribute("aria-label", `Words: ${place}. Copy`);
      return button;
    })));
  }

  #newBubble(message) {
    const words = made("div", "words");
    const bubble = made("div", "bubble", made("span", "unseen", message.mine ? "You: " : "Chat: "));
    if (message.file) bubble.append(file(message));
    bubble.append(words, made("span", "when"));
    const node = made("div", `message ${message.mine ? "mine" : "theirs"}`, bubble);
    node.id = `m${message.id}`;
    node.tabIndex = -1;
    this.#log.append(node);
    return node;
  }

  /** Change the words from the first line that differs: what was read out already is not read out again. */
  #words(words, wanted) {
    const same = [...words.childNodes].findIndex((node, place) => !wanted[place]?.isEqualNode(node));
    const kept = same < 0 ? words.childNodes.length : same;
    while (words.childNodes.length > kept) words.lastChild.remove();
    words.append(...wanted.slice(kept));
  }

  #keys(node, message) {
    const had = node.querySelector(".keys");
    if (JSON.stringify(message.rows) === (had?.dataset.rows ?? "[]")) return;
    if (had?.contains(document.activeElement)) {
      this.#focusGoesOn = true;
      node.focus({ preventScroll: true });
    }
    had?.remove();
    if (!message.rows.length) return;
    const rows = message.rows.map((row) => made("div", "row", ...row.map((button) => key(message.id, button))));
    const keys = made("div", "keys", ...rows);
    keys.dataset.rows = JSON.stringify(message.rows);
    node.append(keys);
  }

  #betweenDays() {
    let before = "";
    for (const node of [...this.#log.children]) {
      if (node.className === "day") {
        if (node.nextElementSibling?.className === "day" || !node.nextElementSibling) node.remove();
      } else {
        const today = day(node.dataset.at);
        const sign = node.previousElementSibling?.className === "day" ? node.previousElementSibling : null;
        if (today === before) sign?.remove();
        else if (sign?.textContent !== today) { sign?.remove(); node.before(made("div", "day", made("span", "", today))); }
        before = today;
      }
    }
  }
}

function key(message, { text, data, copy, url }) {
  const node = made(url ? "a" : "button", "key", made("span", "", text));
  if (url) leadOut(node, url);
  else node.type = "button";
  if (data !== null) Object.assign(node.dataset, { message, data });
  if (copy !== null) node.dataset.copy = copy;
  if (copy !== null || url) node.append(icon(copy !== null ? "copy" : "link"));
  return node;
}

function file({ id, text, file: { name, size, kind } }) {
  if (kind === "photo") {
    const picture = made("img", "picture");
    picture.src = `/file/${id}`;
    picture.alt = text || "Picture";
    return picture;
  }
  const amount = size < 1024 ? `${size} bytes` : `${(size / 1024).toFixed(1)} KB`;
  const link = made("a", "file", icon("file"), made("span", "", made("b", "", name), made("small", "", amount)));
  link.href = `/file/${id}`;
  link.download = name;
  return link;
}
