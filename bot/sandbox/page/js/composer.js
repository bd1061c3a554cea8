// Where one writes: text, what is sent beside it, replies, edits, drafts, topics, commands and reply keyboards.

import { post } from "./api.js";
import { attachments } from "./attach.js";
import { $, button, el, icon } from "./dom.js";
import { emojis } from "./emoji.js";
import { commandMenu } from "./commands.js";
import { draftOf, keepDraft } from "./drafts.js";
import { layer } from "./layers.js";
import { openApp } from "./miniapp.js";
import { replyKeyboard } from "./replykeys.js";
import { emit, isPrivate, me, nameOf, on, thread, visible, world } from "./store.js";
import { attempt, toast } from "./toasts.js";

const PICTURES = ["image/png", "image/jpeg"];
const MOST_BYTES = 10 * 1024 * 1024;

const parts = {};
let bar = null; // {kind: "reply" | "edit", row, draft: what was begun before an edit}
const over = layer(decline);
const declined = new Set(); // questions whose reply bar was closed
let here = {}; // the person and the chat whose draft the input holds

/** The composer's element; it is put below the messages. */
export function composer() {
  build();
  parts.menu = commandMenu(parts.input, send);
  parts.keys = replyKeyboard(say);
  parts.more = attachments(sendBeside, () => parts.file.click());
  const tools = el("div", { class: "compose" }, parts.app, parts.more.act, parts.file, parts.topic, parts.field, parts.send);
  parts.box = el("footer", { class: "composer" }, parts.menu.box, parts.more.box, parts.context, parts.start, parts.more.bar, tools, parts.keys.box);
  wire();
  return parts.box;
}

function build() {
  parts.input = el("textarea", { rows: 1, maxlength: 4096, test: "composer", "aria-label": "Message", placeholder: "Message", enterkeyhint: "send" });
  parts.file = el("input", { type: "file", class: "offscreen", tabindex: "-1", "aria-hidden": "true" });
  parts.app = button({ class: "menu-app", test: "menu-app", hidden: true, on: { click: () => launch() } });
  parts.slash = button({ class: "ghost", "aria-label": "Commands", title: "Commands", test: "command-menu",
    on: { click: () => parts.menu.toggle() } }, icon("slash"));
  parts.topic = el("select", { class: "topic-pick", "aria-label": "Topic", hidden: true });
  parts.field = el("div", { class: "field" }, parts.input, parts.slash);
  parts.send = button({ class: "send", "aria-label": "Send", test: "send", on: { click: () => send() } }, icon("send"));
  parts.context = el("div", { class: "context", test: "reply-bar", hidden: true });
  parts.start = button({ class: "start", test: "start", hidden: true, on: { click: () => say({ text: "/start" }) } }, "Start");
}

function wire() {
  parts.input.addEventListener("keydown", keyed);
  parts.input.addEventListener("input", typed);
  parts.input.addEventListener("paste", pasted);
  parts.file.addEventListener("change", () => files([...parts.file.files]));
  new ResizeObserver(grow).observe(parts.field);
  const talk = $("#talk");
  talk.addEventListener("dragover", (event) => event.preventDefault());
  talk.addEventListener("drop", dropped);
  on("select", arrive);
  on("people", refresh);
  on("about", menuApp);
  on("thread", (chat) => chat === world.chat && refresh());
  on("message", ({ row }) => row.chat === world.chat && came(row));
  on("reply", (row) => openBar("reply", row));
  on("edit", (row) => openBar("edit", row));
  on("insert", insert);
}

function keyed(event) {
  if (event.isComposing) return;
  if (parts.menu.keyed(event)) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send();
  } else if (event.key === "ArrowUp" && !parts.input.value) editLast(event);
}

function editLast(event) {
  const last = [...thread(world.chat).rows.values()].findLast((row) => row.from === world.me && row.text && !row.deleted);
  if (!last) return;
  event.preventDefault();
  openBar("edit", last);
}

function typed() {
  grow();
  keepBegun();
  parts.menu.typed();
}

function grow() {
  const { input } = parts;
  input.style.height = "";
  if (input.scrollHeight) input.style.height = `${Math.min(input.scrollHeight, 160)}px`; // out of sight it has none
  parts.send.classList.toggle("ready", Boolean(input.value.trim()));
}

/** Put a text where the cursor is, as if it had been pasted. */
function insert(text) {
  const { input } = parts;
  const gap = input.value && !/\s$/.test(input.value) ? " " : "";
  input.setRangeText(gap + text, input.selectionStart, input.selectionEnd, "end");
  input.focus();
  typed();
}

/** Send what is written. The input is free at once, so that a second Enter sends nothing twice; a refusal brings it back. */
async function send() {
  const text = parts.input.value;
  if (!text.trim()) return;
  const [held, where] = [bar, here];
  const sending = held?.kind === "edit"
    ? attempt(post("/sim/edit", { person: world.me, chat: world.chat, message_id: held.row.message_id, text }))
    : say({ text });
  emptied();
  if (await sending) return;
  if (where !== here) keepDraft(where.person, where.chat, text);
  else if (!parts.input.value) {
    if (held) openBar(held.kind, held.row, text);
    parts.input.value = text;
    typed();
  }
}

/** After something was sent: nothing is written and nothing is answered; what an edit had pushed aside is back. */
function emptied() {
  parts.input.value = "";
  closeBar();
  typed();
}

async function say(body) {
  const more = bar?.kind === "reply" ? { reply_to: bar.row.message_id } : {};
  const topic = parts.topic.hidden || !parts.topic.value ? {} : { topic: Number(parts.topic.value) };
  return attempt(post("/sim/say", { person: world.me, chat: world.chat, ...topic, ...more, ...body }));
}

/** A recording, a sticker or a place: it takes no words with it. */
async function sendBeside(body) {
  if ((await say(body)) && bar?.kind === "reply") closeBar();
  parts.input.focus();
}

// files

function pasted(event) {
  const given = [...(event.clipboardData?.files ?? [])];
  if (!given.length) return;
  event.preventDefault();
  files(given);
}

function dropped(event) {
  event.preventDefault();
  files([...event.dataTransfer.files]);
}

async function files(given) {
  parts.file.value = "";
  const [file] = given;
  if (!file) return;
  if (file.size > MOST_BYTES) return toast("That file is larger than 10 MB.", "bad");
  const kind = PICTURES.includes(file.type) ? "photo" : "document";
  const upload = { name: file.name, base64: await encoded(file) };
  const where = here;
  const sent = await say({ text: bar?.kind === "edit" ? "" : parts.input.value, [kind]: upload });
  return sent && where === here && bar?.kind !== "edit" ? emptied() : undefined;
}

const encoded = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.split(",", 2)[1] ?? "");
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});

// the bar above: what is answered or edited

function openBar(kind, row, text = row.text) {
  const begun = bar?.kind === "edit" ? bar.draft : parts.input.value;
  bar = { kind, row, draft: kind === "edit" ? begun : "" };
  const title = kind === "edit" ? "Edit your message" : `Reply to ${nameOf(row.from)}`;
  parts.context.replaceChildren(icon(kind), el("div", { class: "grow" }, el("b", { text: title }),
    el("span", {}, ...emojis(row.text.split("\n", 1)[0].slice(0, 120) || row.sent || ""))),
    button({ class: "ghost", "aria-label": "Cancel", test: "reply-cancel", on: { click: decline } }, icon("close")));
  parts.context.hidden = false;
  if (kind === "edit") parts.input.value = text;
  else if (begun !== parts.input.value) parts.input.value = begun;
  over.raise();
  parts.input.placeholder = row.placeholder || "Message";
  parts.input.focus();
  grow();
}

function decline() {
  if (bar) declined.add(bar.row.rev);
  closeBar();
}

function closeBar() {
  if (bar?.kind === "edit") parts.input.value = bar.draft;
  bar = null;
  over.sink();
  parts.context.hidden = true;
  parts.input.placeholder = "Message";
  grow();
}

/** A message that asks for a reply opens the bar by itself, as in Telegram. */
function came(row) {
  if (row.from === world.me) refresh();
  if (row.deleted && bar?.row.message_id === row.message_id) closeBar();
  if (asks(row) && !parts.input.value) openBar("reply", row);
  parts.keys.show();
}

/** Whether the message asks this person for a reply; a selective one asks only those whom it names or answers. */
function asks(row) {
  if (!row.force_reply || row.from !== "bot" || declined.has(row.rev) || !visible(row)) return false;
  if (!row.selective || isPrivate(row.chat)) return true;
  return thread(row.chat).rows.get(row.reply_to)?.from === world.me || (row.entities ?? []).some((each) => namesMe(each, row.text));
}

function namesMe(entity, text) {
  if (entity.type === "text_mention") return entity.user_id === world.me;
  const name = me()?.username;
  return entity.type === "mention" && Boolean(name) && text.slice(entity.offset, entity.offset + entity.length).toLowerCase() === `@${name.toLowerCase()}`;
}

/** The newest question to this person after which they wrote nothing; null if there is none. */
function question() {
  for (const row of [...thread(world.chat).rows.values()].reverse()) {
    if (row.from === world.me && !row.deleted) return null;
    if (asks(row)) return row;
  }
  return null;
}

// another chat

function arrive() {
  if (here.person !== world.me || here.chat !== world.chat) moved();
  refresh();
  parts.menu.load();
  if (matchMedia("(hover: hover)").matches && !document.activeElement.matches(".who, .chat")) parts.input.focus();
}

function moved() {
  closeBar();
  keepBegun();
  parts.more.stop();
  here = { person: world.me, chat: world.chat };
  parts.input.value = draftOf(here.person, here.chat);
  grow();
}

/** Keep what is written for when one comes back; an edit is nothing of that kind. */
function keepBegun() {
  if (here.person && bar?.kind !== "edit") keepDraft(here.person, here.chat, parts.input.value);
}

function refresh() {
  const person = me();
  const waiting = isPrivate(world.chat) && person && (!person.started || person.blocked);
  parts.start.hidden = !waiting;
  parts.start.textContent = person?.blocked ? "Unblock and start" : "Start";
  parts.box.classList.toggle("waiting", Boolean(waiting));
  topics();
  menuApp();
  parts.keys.show();
  const asked = bar || parts.input.value ? null : question();
  if (asked) openBar("reply", asked);
}

/** The menu button, where it opens a Mini App. */
function menuApp() {
  const menu = world.bot.menu;
  parts.app.hidden = !isPrivate(world.chat) || menu?.type !== "web_app" || parts.box.classList.contains("waiting");
  parts.app.textContent = menu?.text ?? "";
}

async function launch() {
  const told = await attempt(post("/sim/press", { person: world.me, menu: true }));
  if (told?.opened) openApp(told.opened);
}

function topics() {
  const group = world.groups.get(world.chat);
  parts.topic.hidden = !group?.topics;
  if (!group?.topics) return;
  const kept = parts.topic.value;
  const named = Object.entries(group.topic_names ?? {});
  parts.topic.replaceChildren(el("option", { value: "", text: "General" }), ...named.map(([id, name]) => el("option", { value: id, text: name })));
  parts.topic.value = named.some(([id]) => id === kept) ? kept : "";
}

/** For the tour and the market: put a text into the composer. */
export const paste = (text) => emit("insert", text);
