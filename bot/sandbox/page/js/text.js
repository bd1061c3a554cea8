// A message's text and entities as elements; offsets are UTF-16 units, which is what strings here count in.

import { el } from "./dom.js";
import { emojis } from "./emoji.js";
import { moment } from "./format.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", pre: "pre", code: "code",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};
const OPENABLE = /^(https?|tg):\/\//i;

/** The whole text as nodes; `acts` has open(url), copy(text) and say(text). */
export function rich(text, entities, language, acts) {
  const ordered = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return nest(text, 0, text.length, ordered, { language, acts });
}

function nest(text, start, stop, entities, how) {
  const nodes = [];
  let at = start;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const end = Math.min(entity.offset + entity.length, stop);
    const inside = entities.slice(index + 1).filter((each) => each.offset < end);
    index += 1 + inside.length;
    if (entity.offset < at) continue;
    nodes.push(...emojis(text.slice(at, entity.offset)));
    nodes.push(wrap(entity, text.slice(entity.offset, end), nest(text, entity.offset, end, inside, how), how));
    at = end;
  }
  nodes.push(...emojis(text.slice(at, stop)));
  return nodes;
}

function wrap(entity, covered, inside, { language, acts }) {
  const make = SPECIAL[entity.type];
  if (make) return make(entity, covered, inside, acts, language);
  return el(TAGS[entity.type] ?? "span", { class: `t-${entity.type}` }, ...inside);
}

const tappable = (props, inside, act) => {
  const node = el("span", { role: "button", tabindex: "0", ...props }, ...inside);
  node.addEventListener("click", act);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act(event);
  });
  return node;
};

function link(entity, covered, inside, acts) {
  let url = entity.url ?? covered;
  if (!OPENABLE.test(url)) url = `http://${url}`;
  return tappable({ class: "t-link", title: url }, inside, () => acts.open(url));
}

const SPECIAL = {
  url: link,
  text_link: link,
  code: (_, covered, inside, acts) =>
    tappable({ class: "t-code", title: "Copy" }, inside, () => acts.copy(covered)),
  bot_command: (_, covered, inside, acts) =>
    tappable({ class: "t-link" }, inside, () => acts.say(covered)),
  spoiler: (_, __, inside) =>
    tappable({ class: "t-spoiler", "aria-label": "Hidden text" }, inside, (event) => {
      event.currentTarget.classList.add("open");
      event.currentTarget.removeAttribute("aria-label");
    }),
  expandable_blockquote: (_, __, inside) =>
    tappable({ class: "t-fold" }, inside, (event) => event.currentTarget.classList.toggle("open")),
  date_time: (entity, covered, _, __, language) => {
    const how = entity.date_time_format ?? "";
    const date = new Date(entity.unix_time * 1000);
    const shown = how ? moment(entity.unix_time, how, language) : covered;
    return el("time", { datetime: date.toISOString(), title: date.toLocaleString(), text: shown });
  },
};
