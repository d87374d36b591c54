// A message's text with its entities, as nodes. Offsets count UTF-16 units, as JavaScript's own do.

const TAGS = {
  blockquote: "blockquote", expandable_blockquote: "blockquote", bold: "b", italic: "i", underline: "u",
  strikethrough: "s", code: "code", pre: "pre", text_link: "a",
};
const FOUND = /(\n)|(?<![\w/.])(\/[a-z_]{2,32})(?![\w/])|((?:https?:\/\/)?(?:[a-z0-9-]+\.)+(?:com|org|net|info|int|eu|gov|[a-z]{2})(?![\w-])(?:\/[\w./?#=&%-]*[\w/])?)/gi;

/** The nodes of a text. Each line is a node of its own, so that an edit at the end leaves those before alone. */
export function nodes(text, entities) {
  return within(text, entities, 0, text.length);
}

function within(text, entities, from, to) {
  const made = [];
  let at = from;
  let rest = entities;
  while (rest.length) {
    const [outer, ...others] = rest;
    const end = Math.min(outer.offset + outer.length, to);
    made.push(...plain(text.slice(at, outer.offset)));
    made.push(element(outer, within(text, others.filter((each) => each.offset < end), outer.offset, end)));
    rest = others.filter((each) => each.offset >= end);
    // A quotation is a block and ends its line by itself.
    at = TAGS[outer.type] === "blockquote" && text[end] === "\n" ? end + 1 : end;
  }
  return [...made, ...plain(text.slice(at, to))];
}

function element(entity, inner) {
  if (entity.type === "bot_command") return command(inner.map((node) => node.textContent).join(""));
  const made = document.createElement(TAGS[entity.type] ?? "span");
  if (entity.type === "text_link") leadOut(made, entity.url);
  made.append(...inner);
  return made;
}

/** Plain text, in which commands can be pressed and addresses opened, as in Telegram's apps. */
function plain(text) {
  const made = [];
  let at = 0;
  for (const found of text.matchAll(FOUND)) {
    if (found.index > at) made.push(new Text(text.slice(at, found.index)));
    made.push(found[1] ? new Text("\n") : found[2] ? command(found[2]) : address(found[3]));
    at = found.index + found[0].length;
  }
  if (at < text.length) made.push(new Text(text.slice(at)));
  return made;
}

function command(name) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "command";
  made.dataset.say = name;
  made.textContent = name;
  return made;
}

function address(text) {
  const made = document.createElement("a");
  leadOut(made, /^https?:/i.test(text) ? text : `https://${text}`);
  made.textContent = text;
  return made;
}

export function leadOut(link, url) {
  link.href = /^https?:\/\//i.test(url) ? url : "#";
  link.target = "_blank";
  link.rel = "noopener noreferrer";
}
