// The bot's calls as they run by, of both sides, newest first.

import { button, el } from "./dom.js";
import { emojis } from "./emoji.js";
import { on, world } from "./store.js";

const MOST = 250;
const PLANS = [["all", "All"], ["1688", "1688"], ["telegram", "Telegram"], ["bad", "Failed"]];
const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

export function callsView(count) {
  const list = el("ol", { class: "calls", test: "calls-list", data: { show: "all" } });
  const empty = el("div", { class: "empty" }, el("b", { text: "Quiet" }), el("p", { text: "Every call of the bot to 1688 and to Telegram appears here." }));
  const tabs = PLANS.map(([name, label]) => button({ class: "chip", "aria-pressed": String(name === "all"), on: { click: () => choose(name) } }, label));
  const choose = (name) => {
    list.dataset.show = name;
    tabs.forEach((tab, place) => tab.setAttribute("aria-pressed", String(PLANS[place][0] === name)));
  };
  let total = 0;
  on("call", (call) => {
    empty.hidden = true;
    total += 1;
    list.prepend(row(call));
    if (list.children.length > MOST) list.lastChild.remove();
    count(total > 999 ? "999+" : total);
  });
  const clear = button({ class: "chip", on: { click: () => list.replaceChildren() } }, "Clear");
  return el("div", {}, el("div", { class: "pane-bar chips-bar" }, ...tabs, el("span", { class: "grow" }), clear), empty, list);
}

/** The note, with the name of the chat instead of its number. */
function named(call) {
  if (call.side === "1688") return call.note;
  return call.note.replace(/^-?\d+(?= |$)/, (id) => {
    const chat = Number(id);
    return `to ${world.people.get(chat)?.name ?? world.groups.get(chat)?.title ?? id}: `;
  });
}

function row(call) {
  const market = call.side === "1688";
  return el("li", { class: `call${call.ok ? "" : " bad"}`, test: "call-row", data: { side: call.side, call: call.call, ok: String(call.ok) } },
    el("span", { class: `side-tag ${market ? "m" : "t"}`, text: market ? "1688" : "TG" }),
    el("div", { class: "call-main" },
      el("span", { class: "call-name", text: call.call.replace(/^alibaba\./, ""), title: call.call }),
      call.note && el("small", { title: call.note }, ...emojis(named(call).split("\n", 1)[0]))),
    el("span", { class: "call-end" }, el("time", { text: TIME.format(new Date(call.at)) }), el("span", { class: "verdict", text: call.ok ? "ok" : "failed" })));
}
