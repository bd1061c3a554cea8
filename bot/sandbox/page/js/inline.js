// The buttons under a message: pressing, waiting for the answer, and what the answer looks like.

import { post } from "./api.js";
import { button, el, icon } from "./dom.js";
import { emojis } from "./emoji.js";
import { opened } from "./links.js";
import { openApp } from "./miniapp.js";
import { nameOf, on, titleOf, world } from "./store.js";
import { alertBox, attempt, copy, toast } from "./toasts.js";

const GRACE_MS = 2000;
const own = new Map(); // presses of this page, so that their answers are not shown twice

export function inlineButtons(row) {
  if (!row.buttons?.length) return null;
  return el("div", { class: "inline", test: "inline", role: "group", "aria-label": "Buttons" },
    ...row.buttons.map((line) => el("div", { class: "inline-row" }, ...line.map((each) => one(row, each)))));
}

function one(row, given) {
  if (given.disabled) return dead(given);
  const kind = given.url || given.web_app ? "open" : given.copy ? "copy" : null;
  return button(
    {
      class: `press ${given.style ?? ""}`, test: "inline-button",
      data: { button: given.text, style: given.style ?? "", kind: kind ?? "press" },
      on: { click: (event) => press(event.currentTarget, row, given) },
    },
    el("span", { class: "press-text" }, ...emojis(given.text)), kind && icon(kind));
}

/** A button that only stands there: nothing of it can be pressed. */
const dead = (given) =>
  el("div", { class: `press dead ${given.style ?? ""}`, test: "inline-button", role: "button", "aria-disabled": "true",
    data: { button: given.text, style: given.style ?? "", kind: "disabled" } },
  el("span", { class: "press-text" }, ...emojis(given.text)));

async function press(node, row, given) {
  if (given.url) return opened(given.url);
  if (given.copy) return copy(given.copy);
  if (node.classList.contains("waiting")) return undefined;
  node.classList.add("waiting");
  const key = `${world.me}:${row.chat}:${row.message_id}`;
  own.set(key, Infinity);
  const body = { person: world.me, chat: row.chat, message_id: row.message_id, button: given.data ?? given.text };
  const told = await attempt(post("/sim/press", body));
  own.set(key, Date.now() + GRACE_MS);
  node.classList.remove("waiting");
  if (told?.opened) (given.web_app ? openApp : opened)(told.opened);
  else if (told) answered(told.answer);
  return undefined;
}

function answered(answer) {
  if (answer === null) return toast("The bot gave no answer to this press within 15 seconds.", "bad");
  return answer && show(answer);
}

function show({ text, show_alert: alert, url }) {
  if (url) opened(url);
  if (!text) return;
  if (alert) alertBox(text, world.bot.name);
  else toast(text);
}

/** Answers to presses that were made elsewhere: by a scene, or in another window. */
export function mountAnswers() {
  on("answer", (told) => {
    if ((own.get(`${told.person}:${told.chat}:${told.message_id}`) ?? 0) > Date.now()) return;
    if (!told.text) return;
    if (told.person === world.me) toast(told.text);
    else if (told.chat === world.chat) toast(`${nameOf(told.person)} sees in ${titleOf(told.chat)}: ${told.text}`);
  });
}
