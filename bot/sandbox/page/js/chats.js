// The chats of the person one is: the bot's own and the groups, with the last words and the unread count.

import { post } from "./api.js";
import { $, button, el, icon, roving, settled } from "./dom.js";
import { draftOf } from "./drafts.js";
import { emojis } from "./emoji.js";
import { loadThreads, loadWho } from "./events.js";
import { badge, chatFace, face } from "./faces.js";
import { plural, shortWhen } from "./format.js";
import { chatsOf, emit, latest, me, nameOf, on, select, titleOf, unread, world } from "./store.js";
import { showTab } from "./tabs.js";
import { attempt, dialog } from "./toasts.js";
import { worldFoot } from "./foot.js";

export function mountChats() {
  const side = $("#chats");
  const title = el("h1", { text: "Chats" });
  const list = el("div", { class: "chat-list", test: "chats" });
  side.append(
    el("header", { class: "side-head" }, title,
      button({ class: "ghost", "aria-label": "New group", title: "New group", test: "new-group", on: { click: newGroup } }, icon("plus"))),
    list,
    worldFoot(),
  );
  roving(list, "button");
  const draw = settled(() => show(title, list), 20);
  for (const topic of ["people", "select", "message", "thread", "unread", "clock"]) on(topic, draw);
  show(title, list);
}

function show(title, list) {
  title.textContent = `${me()?.name ?? "Nobody"}’s chats`;
  const kept = document.activeElement?.dataset.chat;
  list.replaceChildren(...chatsOf(world.me).map(entry));
  if (kept) $(`[data-chat="${kept}"]`, list)?.focus();
}

function entry(chat) {
  const last = latest(chat);
  const count = unread(world.me, chat);
  return button(
    {
      class: "chat", test: "chat", data: { chat }, "aria-current": chat === world.chat ? "true" : null,
      "aria-label": `${titleOf(chat)}${count ? `, ${plural(count, "unread message")}` : ""}`,
      on: { click: () => open(chat) },
    },
    chatFace(chat),
    el("span", { class: "chat-main" },
      el("span", { class: "chat-line" },
        el("span", { class: "chat-title", text: titleOf(chat) }),
        last && el("time", { text: shortWhen(new Date(last.date)) })),
      el("span", { class: "chat-line" },
        el("span", { class: "chat-last" }, ...preview(chat, last)),
        badge(count))),
  );
}

function open(chat) {
  select(world.me, chat);
  showTab("talk");
}

/** The last message on one line. */
function preview(chat, last) {
  const begun = chat === world.chat ? "" : draftOf(world.me, chat).trim();
  if (begun) return [el("span", { class: "chat-draft", text: "Draft: " }), ...emojis(begun.split("\n", 1)[0].slice(0, 90))];
  if (!last) return [chat > 0 ? "Press Start to begin" : "Nothing was said yet"];
  if (last.service) return [last.service];
  const mine = last.from === world.me ? "You: " : "";
  const who = mine || (chat < 0 ? `${nameOf(last.from)}: ` : "");
  const text = last.text.trim() || last.sent || (last.photo ? "Photo" : last.document?.name ?? "");
  return [el("span", { class: "chat-who", text: who }), ...emojis(text.split("\n", 1)[0].slice(0, 90))];
}

function newGroup() {
  const title = el("input", { required: true, maxlength: 64, value: "Buying team", autocomplete: "off", autofocus: true });
  const topics = el("input", { type: "checkbox" });
  const picks = [...world.people.values()].map((person) => ({
    person, box: el("input", { type: "checkbox", checked: true }),
  }));
  const make = (event, close) => {
    event.preventDefault();
    const members = picks.filter(({ box }) => box.checked).map(({ person }) => person.id);
    found({ title: title.value, members, admins: [world.me], topics: topics.checked }, close);
  };
  dialog({ "aria-label": "New group" }, (close) => [
    el("h2", { text: "New group" }),
    el("form", { method: "dialog", class: "stack", on: { submit: (event) => make(event, close) } },
      el("label", {}, "Name", title),
      el("fieldset", { class: "picks" }, el("legend", { text: "Members" }),
        ...picks.map(({ person, box }) => el("label", { class: "pick" }, box, face(person.id, "small"), person.name))),
      el("label", { class: "pick" }, topics, "With topics"),
      el("p", { class: "hint", text: `${world.bot.name} is added too, by an admin of the bot.` }),
      el("div", { class: "row end" },
        button({ class: "plain", on: { click: close } }, "Cancel"),
        el("button", { class: "solid", type: "submit", text: "Create" }))),
  ]);
}

async function found(body, close) {
  const made = await attempt(post("/sim/chats", body));
  if (!made) return;
  close();
  await loadWho();
  await loadThreads();
  emit("people");
  if (chatsOf(world.me).includes(made.id)) open(made.id);
}
