// The open chat: its head, its messages as they come and change, and who is typing.

import { $, button, el, icon, roving, settled } from "./dom.js";
import { emojis } from "./emoji.js";
import { bubble, daySign } from "./bubble.js";
import { chatFace, face } from "./faces.js";
import { plural, sameDay } from "./format.js";
import { groupInfo } from "./info.js";
import { cleared, isPrivate, markRead, me, on, thread, titleOf, unreadOf, visible, world } from "./store.js";
import { choosePerson } from "./people.js";
import { showTab, talkInSight } from "./tabs.js";

const MOST_SHOWN = 200;
const TYPING_SECONDS = 6;
const NEAR = 160;
const EMPTY_GROUP = "Nothing was said here yet. Paste the link of a product on 1688: the team sees it, and decides right below.";

const parts = {};
let shown = MOST_SHOWN;
let missed = 0;
let typingTimer = 0;

/** The chat's frame: head, messages, and room below for the composer. */
export function mountTalk(foot) {
  parts.head = el("header", { class: "talk-head", test: "chat-head" });
  parts.list = el("div", { class: "messages", test: "messages", role: "log", "aria-label": "Messages", tabindex: "0" });
  parts.typing = el("div", { class: "typing", test: "typing", hidden: true });
  parts.jump = button({ class: "jump", test: "jump", hidden: true, "aria-label": "To the newest message", on: { click: toEnd } });
  $("#talk").append(parts.head, el("div", { class: "scroll-box" }, parts.list, parts.jump), foot);
  parts.list.addEventListener("scroll", scrolled, { passive: true });
  parts.list.addEventListener("load", () => !missed && near() && toEnd(), true);
  roving(parts.list, ".press:not(.dead)");
  on("select", all);
  on("thread", (chat) => chat === world.chat && all());
  on("people", whoChanged);
  on("about", () => $(".welcome", parts.list)?.replaceWith(welcome()));
  new ResizeObserver(() => parts.stuck && toEnd()).observe(parts.list);
  on("message", arrived);
  on("typing", typing);
  on("line", (up) => $("#talk").classList.toggle("offline", !up));
  document.addEventListener("visibilitychange", seen);
  for (const topic of ["select", "message", "unread"]) on(topic, settled(head, 30));
  all();
}

function head() {
  parts.head.replaceChildren(
    button({ class: "ghost only-phone", "aria-label": "Back to the chats", test: "back", on: { click: chats } }, icon("back")),
    chatFace(world.chat),
    el("div", { class: "talk-name" },
      el("h2", { text: titleOf(world.chat) }),
      el("p", { class: "talk-about", test: "chat-about", text: about() })),
    me() && button({ class: "ghost only-narrow you", test: "you", title: "Be somebody else",
      "aria-label": `You are ${me().name}. Be somebody else`, on: { click: choosePerson } }, face(world.me, "small"), othersWait()),
    button({ class: "ghost", "aria-label": "About this chat", title: "About this chat", test: "chat-info", on: { click: groupInfo } }, icon("info")),
    button({ class: "ghost market-toggle only-wide", test: "market-toggle", title: "Show or hide the 1688 side", "aria-label": "1688 side",
      "aria-pressed": String(!document.body.classList.contains("no-market")), on: { click: fold } }, icon("shop"), "1688"),
  );
}

/** A dot if somebody else has something to read. */
const othersWait = () =>
  [...world.people.keys()].some((person) => person !== world.me && unreadOf(person)) ? el("i", { class: "dot" }) : "";

/** To the chats on a telephone; where they lie over the chat they open and close. */
function chats() {
  showTab(document.body.dataset.tab === "chats" ? "talk" : "chats");
}

function about() {
  const person = me();
  if (isPrivate(world.chat)) {
    if (person?.blocked) return `${person.name} has blocked the bot`;
    return `bot · talking with ${person?.name ?? "nobody"}`;
  }
  const group = world.groups.get(world.chat);
  if (!group) return "";
  const hears = group.bot_admin || !group.privacy ? "the bot reads everything" : "the bot hears commands, mentions and replies";
  return `${plural(group.members.length, "member")} · ${group.bot ? hears : "the bot is not here"}`;
}

function fold() {
  document.body.classList.toggle("no-market");
  localStorage.setItem("caigou.folded", document.body.classList.contains("no-market") ? "yes" : "");
  head();
}

function all() {
  shown = MOST_SHOWN;
  hush();
  head();
  draw();
  toEnd();
}

/** People changed: the head, and the messages too if the history was cleared. */
function whoChanged() {
  if (cleared(world.me, world.chat) === parts.cleared) head();
  else all();
}

function draw() {
  const rows = [...thread(world.chat).rows.values()].filter(visible);
  const some = rows.slice(-shown);
  const nodes = [];
  if (some.length < rows.length) nodes.push(earlier());
  some.forEach((row, place) => nodes.push(...withDay(row, some[place - 1])));
  parts.list.replaceChildren(...nodes, parts.typing);
  if (!rows.length) parts.list.prepend(welcome());
  parts.cleared = cleared(world.me, world.chat);
}

function earlier() {
  const more = () => {
    const bottom = parts.list.scrollHeight - parts.list.scrollTop;
    shown += MOST_SHOWN;
    draw();
    parts.list.scrollTop = parts.list.scrollHeight - bottom;
  };
  return button({ class: "earlier", on: { click: more } }, "Show earlier messages");
}

function withDay(row, before) {
  const date = new Date(row.date);
  const fresh = !before || !sameDay(date, new Date(before.date));
  const node = bubble(row, fresh ? null : before);
  return fresh ? [daySign(date), node] : [node];
}

function welcome() {
  const { name, description } = world.bot;
  if (!isPrivate(world.chat)) return el("div", { class: "welcome" }, el("p", { text: EMPTY_GROUP }));
  return el("div", { class: "welcome", test: "welcome" },
    chatFace("bot", "huge"),
    el("h3", { text: name }),
    el("p", { text: description || "Paste a link of 1688.com and buy together with your team: asked here, approved here, ordered there." }));
}

/** One message that came or changed, without drawing the others again. */
function arrived({ row, how }) {
  if (row.chat !== world.chat) return;
  if (row.from === "bot") hush();
  const stay = near();
  const old = $(`[data-message-id="${row.message_id}"]`, parts.list);
  if (row.replaces) draw();
  else if (!visible(row)) return gone(old);
  else if (old) swap(old, row);
  else if (row.message_id === thread(row.chat).last) append(row);
  else draw();
  if (how === "new" && !stay && row.from !== world.me) missed += 1;
  if (stay || row.from === world.me) toEnd();
  else showJump();
  seen();
}

function swap(old, row) {
  const place = old.classList.contains("follows");
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.button : null;
  const fresh = bubble(row, null);
  fresh.classList.toggle("follows", place);
  if (row.edited) fresh.classList.add("changed");
  old.replaceWith(fresh);
  if (focused) $(`[data-button="${CSS.escape(focused)}"]`, fresh)?.focus();
}

function append(row) {
  $(".welcome", parts.list)?.remove();
  const rows = [...thread(row.chat).rows.values()].filter(visible);
  const nodes = withDay(row, rows.at(-2));
  nodes.at(-1).classList.add("fresh");
  parts.typing.before(...nodes);
  const bubbles = parts.list.querySelectorAll(".message");
  if (bubbles.length > shown + 50) draw();
}

function gone(old) {
  if (!old) return;
  old.classList.add("leaving");
  setTimeout(() => old.remove(), 200);
}

function typing({ chat, action, draft }) {
  if (chat !== world.chat) return;
  const doing = action === "upload_document" || action === "upload_photo" ? "sends a file" : "is typing";
  const stay = near();
  const dots = el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
  parts.typing.replaceChildren(el("span", { class: "sr", text: `${world.bot.name} ${doing}` }), ...(draft ? emojis(draft) : []), dots);
  parts.typing.hidden = false;
  clearTimeout(typingTimer);
  typingTimer = setTimeout(hush, TYPING_SECONDS * 1000);
  if (stay) toEnd();
}

function hush() {
  parts.typing.hidden = true;
}

const near = () => parts.list.scrollHeight - parts.list.scrollTop - parts.list.clientHeight < NEAR;

function toEnd() {
  parts.stuck = true;
  parts.list.scrollTop = parts.list.scrollHeight;
  missed = 0;
  showJump();
  seen();
}

function scrolled() {
  parts.stuck = near();
  if (!parts.stuck) return showJump();
  missed = 0;
  parts.jump.hidden = true;
  return seen();
}

function showJump() {
  parts.jump.hidden = near();
  parts.jump.replaceChildren(icon("down"), missed ? el("span", { class: "badge", text: missed }) : "");
}

function seen() {
  if (world.me && talkInSight() && near()) markRead(world.me, world.chat, thread(world.chat).last);
}

new MutationObserver(() => {
  if (document.body.dataset.tab === "talk" && parts.list) toEnd();
}).observe(document.body, { attributeFilter: ["data-tab"] });
