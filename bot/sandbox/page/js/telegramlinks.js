// Links of Telegram's own: they open the bot's chat and press Start, add the bot to a group, or share a text.

import { post } from "./api.js";
import { button, el } from "./dom.js";
import { chatFace, face } from "./faces.js";
import { chatsOf, emit, me, nameOf, select, titleOf, world } from "./store.js";
import { showTab } from "./tabs.js";
import { attempt, dialog, toast } from "./toasts.js";

const HOSTS = /^(www\.)?(t\.me|telegram\.me|telegram\.dog)$/i;

/** What such a link does here, as a function; null where it is no link of Telegram, or of somebody who is not here. */
export function telegramLink(url) {
  const asked = read(url);
  if (!asked) return null;
  const { name, query } = asked;
  if (name === "share") return () => share(query.get("url") ?? "", query.get("text") ?? "");
  if (name !== world.bot.username.toLowerCase()) return null;
  if (query.has("startgroup")) return () => bring(query.get("startgroup"));
  return () => startBot(query.get("start"));
}

/** The name that a link is about, and its query. */
function read(url) {
  let parts;
  try {
    parts = new URL(url);
  } catch {
    return null;
  }
  const query = parts.searchParams;
  if (parts.protocol === "tg:") {
    const what = parts.hostname || parts.pathname.replace(/^\/+/, "");
    if (what === "msg_url") return { name: "share", query };
    return what === "resolve" ? { name: (query.get("domain") ?? "").toLowerCase(), query } : null;
  }
  const [first = "", second] = parts.pathname.split("/").filter(Boolean);
  if (!HOSTS.test(parts.hostname) || (first === "share" && second !== "url")) return null;
  return { name: first.toLowerCase(), query };
}

/** Open the bot's chat; with a payload Start is pressed with it. */
async function startBot(payload) {
  select(world.me, world.me);
  showTab("talk");
  if (payload) await attempt(post("/sim/say", { person: world.me, text: `/start ${payload}` }));
}

/** Put a text into a chat's composer, to be looked at and sent; an invitation can be passed on to somebody else. */
function share(url, text) {
  const words = [url, text].filter(Boolean).join("\n");
  if (!words) return;
  const opens = telegramLink(url);
  const others = opens ? [...world.people.values()].filter((person) => person.id !== world.me) : [];
  dialog({ test: "share-chooser", "aria-label": "Share with" }, (close) => [
    el("h2", { text: "Share with…" }),
    el("div", { class: "choices" },
      ...chatsOf(world.me).map((chat) => choice(chatFace(chat, "small"), titleOf(chat), { chat }, () => {
        close();
        select(world.me, chat);
        showTab("talk");
        emit("insert", words);
      })),
      others.length > 0 && el("p", { class: "hint", text: "Or pass it on to somebody, who opens it at once:" }),
      ...others.map((person) => choice(face(person.id, "small"), person.name, { person: person.id }, () => {
        close();
        toast(`${nameOf(world.me)} passed it on to ${person.name}. You are ${person.name} now.`);
        select(person.id);
        opens();
      }))),
    el("div", { class: "row end" }, button({ class: "plain", on: { click: close } }, "Cancel")),
  ]);
}

/** Add the bot to one of the person's groups, which then hears Start with the payload. */
function bring(payload) {
  const groups = chatsOf(world.me).filter((chat) => chat < 0);
  dialog({ test: "group-chooser", "aria-label": "Add the bot to a group" }, (close) => [
    el("h2", { text: `Add ${world.bot.name} to…` }),
    el("div", { class: "choices" }, ...groups.map((chat) => choice(chatFace(chat, "small"), titleOf(chat), { chat }, () => {
      close();
      brought(chat, payload);
    }))),
    !groups.length && el("p", { class: "hint", text: `${me()?.name} is in no group. The plus beside “Chats” makes one.` }),
    el("div", { class: "row end" }, button({ class: "plain", on: { click: close } }, "Cancel")),
  ]);
}

async function brought(chat, payload) {
  const person = world.me;
  if (!world.groups.get(chat)?.bot && !(await attempt(post(`/sim/chats/${chat}/add_bot`, { person })))) return;
  select(person, chat);
  showTab("talk");
  await attempt(post("/sim/say", { person, chat, text: `/start@${world.bot.username}${payload ? ` ${payload}` : ""}` }));
}

const choice = (picture, label, data, act) =>
  button({ class: "choice", test: "choice", data, on: { click: act } }, picture, el("span", { class: "grow", text: label }));
