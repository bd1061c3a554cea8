// One message as it stands: who, what it answers, picture, text, file, time, reactions, and its buttons.

import { post } from "./api.js";
import { button, el, icon } from "./dom.js";
import { emojis, REACTIONS } from "./emoji.js";
import { face } from "./faces.js";
import { clockTime, dayName, hue } from "./format.js";
import { inlineButtons } from "./inline.js";
import { opened, ownPicture } from "./links.js";
import { emit, me, nameOf, thread, titleOf, world } from "./store.js";
import { rich } from "./text.js";
import { attempt, copy, dialog } from "./toasts.js";
import { wordless } from "./wordless.js";

const FOLLOWS_MS = 5 * 60_000;

export const daySign = (date) => el("div", { class: "day" }, el("span", { text: dayName(date) }));

/** The message; `before` is the one above it, which it may follow closely. */
export function bubble(row, before) {
  if (row.service) return el("div", { class: "service", data: { messageId: row.message_id } }, el("span", { text: row.service }));
  const mine = row.from === world.me && !row.anonymous;
  const close = before && !before.service && before.from === row.from && new Date(row.date) - new Date(before.date) < FOLLOWS_MS;
  const group = row.chat < 0;
  return el("article",
    {
      class: `message ${mine ? "out" : "in"}${close ? " follows" : ""}${row.photo ? " pictured" : ""}${row.wordless?.kind === "sticker" ? " stuck" : ""}`, test: "message",
      data: { messageId: row.message_id, from: row.from, rev: row.rev }, "aria-label": `${whoOf(row)}, ${clockTime(new Date(row.date))}`,
    },
    group && !mine && (row.from === "bot" ? el("span", { class: "face bot small" }, icon("bot")) : face(row.from, "small")),
    el("div", { class: "column" }, el("div", { class: "bubble" }, ...inside(row, mine, group)), inlineButtons(row)),
    tools(row, mine),
  );
}

const whoOf = (row) => (row.anonymous ? titleOf(row.chat) : nameOf(row.from));

function inside(row, mine, group) {
  const text = row.text ? el("div", { class: "text", test: "message-text", dir: "auto" }, ...words(row)) : null;
  const picture = row.photo ? photo(row.photo) : null;
  const above = row.photo_above || !previewed(row);
  return [
    group && !mine && el("div", { class: "author", style: { "--hue": hue(row.from === "bot" ? 4 : row.from) }, text: whoOf(row) }),
    row.topic && el("div", { class: "topic", text: `# ${topicOf(row)}` }),
    row.only_for && el("div", { class: "forwarded", test: "only-you", text: "Only you see this" }),
    row.forwarded && el("div", { class: "forwarded", text: "Forwarded" }),
    row.reply_to && quote(row),
    above && picture, text, !above && picture,
    row.document && file(row.document),
    row.wordless && wordless(row),
    el("div", { class: "meta" }, ...reactions(row),
      row.silent && el("span", { test: "silent", title: "Came without sound", text: "🔕" }),
      row.edited && el("span", { text: "edited" }),
      el("time", { datetime: row.date, title: new Date(row.date).toLocaleString(), text: clockTime(new Date(row.date)) })),
  ];
}

/** Whether the picture belongs to a link in the text, not to the message. */
const previewed = (row) => row.photo && !row.photo.includes("/sim/files/");

const topicOf = (row) => world.groups.get(row.chat)?.topic_names?.[row.topic] ?? `Topic ${row.topic}`;

function words(row) {
  const acts = {
    open: opened,
    copy,
    say: (text) => attempt(post("/sim/say", { person: world.me, chat: row.chat, text })),
  };
  return rich(row.text, row.entities ?? [], me()?.language.slice(0, 2) ?? "en", acts);
}

function photo(url) {
  const own = ownPicture(url);
  if (!own) return el("div", { class: "photo elsewhere" }, icon("open"), el("span", { text: "A picture from elsewhere is not loaded" }));
  const image = el("img", { src: own, alt: "Picture", loading: "eager", decoding: "async" });
  const shown = button({ class: "photo", "aria-label": "Show the picture large", on: { click: () => large(own) } }, image);
  image.addEventListener("error", () => shown.classList.add("broken"));
  return shown;
}

function large(url) {
  dialog({ class: "dialog picture", "aria-label": "Picture" }, (close) => [
    button({ class: "bare", "aria-label": "Close", on: { click: close } }, el("img", { src: url, alt: "Picture" })),
  ]);
}

function file({ name, url, size }) {
  const own = ownPicture(url);
  const about = size ? `${Math.max(1, Math.round(size / 1024))} KB` : "file";
  return el("a", { class: "file", test: "document", href: own ?? "#", download: name }, icon("file"),
    el("span", {}, el("b", { text: name }), el("small", { text: about })));
}

function quote(row) {
  const answered = thread(row.chat).rows.get(row.reply_to);
  const text = row.quote ?? answered?.text ?? "";
  const jump = () => {
    const target = document.querySelector(`.messages [data-message-id="${row.reply_to}"]`);
    target?.scrollIntoView({ block: "center", behavior: "smooth" });
    target?.classList.add("changed");
  };
  return button({ class: "quote", on: { click: jump } },
    el("b", { text: answered ? whoOf(answered) : "Deleted message" }),
    el("span", {}, ...emojis(text.split("\n", 1)[0].slice(0, 100) || answered?.sent || "")));
}

function reactions(row) {
  const counts = new Map();
  for (const [user, [emoji]] of Object.entries(row.reactions ?? {})) {
    counts.set(emoji, [...(counts.get(emoji) ?? []), nameOf(reactor(user))]);
  }
  return [...counts].map(([emoji, names]) =>
    el("span", { class: "reaction", title: names.join(", ") }, ...emojis(emoji), names.length > 1 ? String(names.length) : ""));
}

const reactor = (user) => (world.people.has(Number(user)) ? Number(user) : "bot");

function tools(row, mine) {
  const act = (name, label, run) => button({ class: "tool", "aria-label": label, title: label, on: { click: run } }, icon(name));
  return el("div", { class: "tools" },
    act("reply", "Reply", () => emit("reply", row)),
    act("smile", "React", (event) => pick(event, row)),
    row.text && act("copy", "Copy the text", () => copy(row.text)),
    mine && row.text && act("edit", "Edit", () => emit("edit", row)));
}

function pick(event, row) {
  const bar = event.currentTarget.closest(".tools");
  if (bar.querySelector(".reactions")) return bar.querySelector(".reactions").remove();
  const now = row.reactions?.[String(world.me)]?.[0];
  const choose = (emoji) => {
    const body = { person: world.me, chat: row.chat, message_id: row.message_id, emoji: emoji === now ? null : emoji };
    attempt(post("/sim/react", body));
  };
  return bar.append(el("div", { class: "reactions" }, ...REACTIONS.map((emoji) =>
    button({ class: "tool", "aria-label": `React with ${emoji}`, on: { click: () => choose(emoji) } }, ...emojis(emoji)))));
}
