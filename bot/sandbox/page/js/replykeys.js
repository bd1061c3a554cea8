// The keyboard that a message may put under the composer, and the sharing of people that it may ask for.

import { post } from "./api.js";
import { button, el, icon } from "./dom.js";
import { emojis } from "./emoji.js";
import { face } from "./faces.js";
import { openApp } from "./miniapp.js";
import { thread, world } from "./store.js";
import { attempt, dialog } from "./toasts.js";

/** The keyboard's element and a way to bring it up to date. */
export function replyKeyboard(say) {
  const box = el("div", { class: "reply-keys", test: "reply-keyboard", hidden: true });
  const show = () => {
    const row = current();
    box.hidden = !row;
    if (row) box.replaceChildren(...row.keyboard.map((line) => el("div", { class: "inline-row" }, ...line.map((each) => key(row, each, say)))));
  };
  return { box, show };
}

/** The message whose keyboard stands now: the last that put one up, unless it was removed or used once. */
function current() {
  for (const row of [...thread(world.chat).rows.values()].reverse()) {
    if (row.deleted) continue;
    if (row.remove_keyboard) return null;
    if (row.keyboard) return used(row) ? null : row;
  }
  return null;
}

function used(row) {
  if (!row.one_time_keyboard) return false;
  return [...thread(world.chat).rows.values()].some((each) => each.message_id > row.message_id && each.from === world.me);
}

function key(row, given, say) {
  const act = given.web_app ? () => launch(row, given.text)
    : given.request_users ? () => share(given.request_users, say) : () => say({ text: given.text });
  return button({ class: `press ${given.style ?? ""}`, test: "reply-key", on: { click: act } },
    el("span", { class: "press-text" }, ...emojis(given.text)), given.web_app && icon("open"));
}

/** Open the app of a key; what it sends is said to the bot. */
async function launch(row, label) {
  const who = { person: world.me, chat: row.chat };
  const told = await attempt(post("/sim/press", { ...who, message_id: row.message_id, button: label }));
  const send = (data) => attempt(post("/sim/say", { ...who, web_app_data: { data, button_text: label } }));
  if (told?.opened) openApp(told.opened, send);
}

function share(asked, say) {
  const others = [...world.people.values()].filter((person) => person.id !== world.me);
  const picks = others.map((person) => ({ person, box: el("input", { type: "checkbox" }) }));
  dialog({ "aria-label": "Share people", test: "share-dialog" }, (close) => [
    el("h2", { text: "Whom do you share with the bot?" }),
    el("div", { class: "picks" }, ...picks.map(({ person, box }) => el("label", { class: "pick" }, box, face(person.id, "small"), person.name))),
    el("div", { class: "row end" },
      button({ class: "plain", on: { click: close } }, "Cancel"),
      button({ class: "solid", test: "share", on: { click: () => shared(picks, asked, say, close) } }, "Share")),
  ]);
}

async function shared(picks, asked, say, close) {
  const users = picks.filter(({ box }) => box.checked).map(({ person }) => person.id);
  if (!users.length) return;
  close();
  await say({ users_shared: { request_id: asked.request_id, users } });
}
