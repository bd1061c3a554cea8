// About the open chat: members and what can be done with a group, or blocking the bot in a private one.

import { post } from "./api.js";
import { button, el } from "./dom.js";
import { loadWho } from "./events.js";
import { chatFace, face } from "./faces.js";
import { LANGUAGES } from "./people.js";
import { emit, isPrivate, me, titleOf, world } from "./store.js";
import { attempt, dialog } from "./toasts.js";

/** Open the sheet about the chat that is shown. */
export function groupInfo() {
  const fill = isPrivate(world.chat) ? aboutBot : aboutGroup;
  dialog({ test: "info-dialog", "aria-label": titleOf(world.chat) }, (close) => [
    el("div", { class: "info-head" }, chatFace(world.chat), el("h2", { text: titleOf(world.chat) })),
    ...fill(close),
    el("div", { class: "row end" }, button({ class: "solid", on: { click: close } }, "Close")),
  ]);
}

async function act(path, body, close) {
  if (!(await attempt(post(path, body)))) return;
  close();
  await loadWho();
  emit("people");
}

function aboutBot(close) {
  const person = me();
  const turn = person.blocked ? "unblock" : "block";
  return [
    el("p", { class: "hint", text: world.bot.description || `@${world.bot.username}` }),
    language(person),
    el("div", { class: "row wrap" },
      button({ class: "plain", on: { click: () => act(`/sim/people/${person.id}/${turn}`, {}, close) } },
        person.blocked ? "Unblock the bot" : "Block the bot"),
      clearing(close)),
  ];
}

/** In which language this person reads Telegram: the bot answers in it from the next message on. */
function language(person) {
  const select = el("select", { test: "language", on: { change: () => attempt(post(`/sim/people/${person.id}`, { language: select.value })) } },
    ...LANGUAGES.map(([code, text]) => el("option", { value: code, text, selected: person.language.startsWith(code) })));
  return el("div", { class: "stack" }, el("label", {}, `Language of ${person.name}’s Telegram; the bot answers in it`, select));
}

/** As in Telegram: the history goes for this person alone. */
const clearing = (close) => button({ class: "plain", test: "clear",
  on: { click: () => act(`/sim/people/${world.me}/clear`, { chat: world.chat }, close) } }, "Clear the history");

function aboutGroup(close) {
  const group = world.groups.get(world.chat);
  const turn = (what, body = {}) => act(`/sim/chats/${group.id}/${what}`, body, close);
  const outside = [...world.people.values()].filter((person) => !group.members.includes(person.id));
  return [
    el("ul", { class: "members" }, ...group.members.map((id) => member(id, group, turn))),
    outside.length > 0 && el("div", { class: "row wrap" }, ...outside.map((person) =>
      button({ class: "plain", on: { click: () => turn("join", { person: person.id }) } }, `Add ${person.name}`))),
    el("div", { class: "row wrap" },
      button({ class: "plain", on: { click: () => turn(group.bot ? "kick_bot" : "add_bot") } }, group.bot ? "Remove the bot" : "Add the bot"),
      group.bot && button({ class: "plain", on: { click: () => turn(group.bot_admin ? "demote" : "promote", { person: "bot" }) } },
        group.bot_admin ? "Bot is no admin any more" : "Make the bot an admin"),
      group.kind === "group" && button({ class: "plain", on: { click: () => turn("migrate") } }, "Make it a supergroup"),
      clearing(close)),
  ];
}

function member(id, group, turn) {
  const admin = group.admins.includes(id);
  const person = world.people.get(id);
  return el("li", {}, face(id, "small"), el("span", { class: "grow", text: person?.name ?? String(id) }),
    admin && el("span", { class: "tag", text: "admin" }),
    button({ class: "plain tiny", on: { click: () => turn(admin ? "demote" : "promote", { person: id }) } }, admin ? "Demote" : "Promote"),
    button({ class: "plain tiny", on: { click: () => turn("leave", { person: id }) } }, "Leaves"));
}
