// Where one writes: text, files by choosing, pasting or dropping, replies, edits, topics, commands and reply keyboards.

import { post } from "./api.js";
import { $, button, el, icon } from "./dom.js";
import { emojis } from "./emoji.js";
import { commandMenu } from "./commands.js";
import { openApp } from "./miniapp.js";
import { replyKeyboard } from "./replykeys.js";
import { emit, isPrivate, latest, me, nameOf, on, thread, world } from "./store.js";
import { attempt, toast } from "./toasts.js";

const drafts = new Map();
const PICTURES = ["image/png", "image/jpeg"];
const MOST_BYTES = 10 * 1024 * 1024;

const parts = {};
let bar = null; // {kind: "reply" | "edit", row}
const declined = new Set(); // questions whose reply bar was closed
let draftKey = "";

/** The composer's element; it is put below the messages. */
export function composer() {
  build();
  parts.menu = commandMenu(parts.input, send);
  parts.keys = replyKeyboard(say);
  const tools = el("div", { class: "compose" }, parts.app, parts.attach, parts.file, parts.topic, parts.field, parts.send);
  parts.box = el("footer", { class: "composer" }, parts.menu.box, parts.context, parts.start, tools, parts.keys.box);
  wire();
  return parts.box;
}

function build() {
  parts.input = el("textarea", { rows: 1, maxlength: 4096, test: "composer", "aria-label": "Message", placeholder: "Message", enterkeyhint: "send" });
  parts.file = el("input", { type: "file", class: "offscreen", tabindex: "-1", "aria-hidden": "true" });
  parts.app = button({ class: "menu-app", test: "menu-app", hidden: true, on: { click: () => launch() } });
  parts.attach = button({ class: "ghost", "aria-label": "Send a file", title: "Send a picture or a file", test: "attach",
    on: { click: () => parts.file.click() } }, icon("clip"));
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
  } else if (event.key === "Escape") decline();
  else if (event.key === "ArrowUp" && !parts.input.value) editLast(event);
}

function editLast(event) {
  const last = [...thread(world.chat).rows.values()].findLast((row) => row.from === world.me && row.text && !row.deleted);
  if (!last) return;
  event.preventDefault();
  openBar("edit", last);
}

function typed() {
  grow();
  parts.menu.typed();
}

function grow() {
  const { input } = parts;
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
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

async function send() {
  const text = parts.input.value;
  if (!text.trim()) return;
  const { kind, row } = bar ?? {};
  const sent = kind === "edit"
    ? await attempt(post("/sim/edit", { person: world.me, chat: world.chat, message_id: row.message_id, text }))
    : await say({ text });
  if (!sent) return;
  parts.input.value = "";
  drafts.delete(draftKey);
  closeBar();
  typed();
}

async function say(body) {
  const more = bar?.kind === "reply" ? { reply_to: bar.row.message_id } : {};
  const topic = parts.topic.hidden || !parts.topic.value ? {} : { topic: Number(parts.topic.value) };
  return attempt(post("/sim/say", { person: world.me, chat: world.chat, ...topic, ...more, ...body }));
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
  const sent = await say({ text: parts.input.value, [kind]: upload });
  if (!sent) return undefined;
  parts.input.value = "";
  closeBar();
  return typed();
}

const encoded = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.split(",", 2)[1] ?? "");
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});

// the bar above: what is answered or edited

function openBar(kind, row) {
  bar = { kind, row };
  const title = kind === "edit" ? "Edit your message" : `Reply to ${nameOf(row.from)}`;
  parts.context.replaceChildren(icon(kind), el("div", { class: "grow" }, el("b", { text: title }),
    el("span", {}, ...emojis(row.text.split("\n", 1)[0].slice(0, 120)))),
    button({ class: "ghost", "aria-label": "Cancel", test: "reply-cancel", on: { click: decline } }, icon("close")));
  parts.context.hidden = false;
  if (kind === "edit") parts.input.value = row.text;
  parts.input.placeholder = row.placeholder || "Message";
  parts.input.focus();
  grow();
}

function decline() {
  if (bar) declined.add(bar.row.rev);
  closeBar();
}

function closeBar() {
  if (bar?.kind === "edit") parts.input.value = "";
  bar = null;
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

/** Whether the message asks this person for a reply: in a group the one whom it answers. */
function asks(row) {
  if (!row.force_reply || row.from !== "bot" || row.deleted || declined.has(row.rev)) return false;
  const answered = thread(row.chat).rows.get(row.reply_to);
  return !answered || answered.from === world.me;
}

// another chat

function arrive() {
  drafts.set(draftKey, parts.input.value);
  draftKey = `${world.me}:${world.chat}`;
  closeBar();
  parts.input.value = drafts.get(draftKey) ?? "";
  grow();
  refresh();
  parts.menu.load();
  if (matchMedia("(hover: hover)").matches && !document.activeElement.matches(".who, .chat")) parts.input.focus();
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
  const last = latest(world.chat);
  if (last && asks(last) && !bar) openBar("reply", last);
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
