// On a telephone one column is shown at a time; these are the tabs between them.

import { $, button, el, icon, roving, settled } from "./dom.js";
import { badge } from "./faces.js";
import { on, unreadOf, world } from "./store.js";

const NAME = document.title;
const TABS = [["chats", "chats", "Chats"], ["talk", "chat", "Chat"], ["market", "shop", "1688"]];

/** Show a column; on wide windows all of them are there anyway. */
export function showTab(name) {
  document.body.dataset.tab = name;
  for (const tab of document.querySelectorAll("#tabs button")) {
    tab.setAttribute("aria-current", tab.dataset.tab === name ? "true" : "false");
  }
}

/** Whether the open chat is in sight. */
export const talkInSight = () => !document.hidden && (!narrow() || document.body.dataset.tab === "talk");

export const narrow = () => matchMedia("(max-width: 760px)").matches;

export function mountTabs() {
  const bar = $("#tabs");
  const counts = new Map();
  for (const [name, drawing, label] of TABS) {
    const count = el("span", { class: "tab-count" });
    counts.set(name, count);
    bar.append(button({ test: `tab-${name}`, data: { tab: name }, on: { click: () => showTab(name) } },
      el("span", { class: "tab-icon" }, icon(drawing), count), el("span", { text: label })));
  }
  roving(bar, "button");
  const draw = settled(() => {
    const mine = unreadOf(world.me);
    const others = [...world.people.keys()].some((person) => person !== world.me && unreadOf(person));
    counts.get("chats").replaceChildren(badge(mine) ?? (others ? el("i", { class: "dot" }) : ""));
    document.title = `${mine ? `(${mine}) ` : ""}${NAME}`;
  }, 40);
  for (const topic of ["people", "select", "message", "thread", "unread"]) on(topic, draw);
  showTab("talk");
}
