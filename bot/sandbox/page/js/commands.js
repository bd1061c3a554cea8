// The command menu: what the bot offers to this person in this chat, filtered while one types.

import { get } from "./api.js";
import { button, el } from "./dom.js";
import { layer } from "./layers.js";
import { emit, on, world } from "./store.js";

/** The menu above the composer; `send` sends what the input holds. */
export function commandMenu(input, send) {
  const box = el("div", { class: "commands", test: "commands", role: "listbox", "aria-label": "Commands", hidden: true });
  const menu = { box, all: [], found: [], at: 0, over: layer(() => hide(menu)) };
  const choose = (command) => {
    input.value = `/${command}`;
    hide(menu);
    send();
    input.focus();
  };
  on("people", () => load(menu));
  return {
    box,
    load: () => load(menu),
    toggle: () => (box.hidden ? show(menu, "", choose) : hide(menu)),
    typed: () => {
      const start = /^\/(\w*)$/.exec(input.value);
      if (start) show(menu, start[1], choose);
      else hide(menu);
    },
    keyed: (event) => keyed(event, menu, input, choose),
  };
}

async function load(menu) {
  hide(menu);
  if (!world.me) return;
  const asked = { person: world.me, chat: world.chat };
  const bot = await get("/sim/bot", asked).catch(() => null);
  if (asked.person !== world.me || asked.chat !== world.chat) return;
  menu.all = bot?.commands ?? [];
  world.bot.description = bot?.description ?? "";
  world.bot.menu = bot?.menu ?? null;
  emit("about");
}

function show(menu, start, choose) {
  menu.found = menu.all.filter(({ command }) => command.startsWith(start.toLowerCase()));
  menu.at = 0;
  menu.box.hidden = !menu.found.length;
  if (menu.found.length) menu.over.raise();
  else menu.over.sink();
  menu.box.replaceChildren(...menu.found.map(({ command, description }, place) =>
    button({ class: "command", test: "command", role: "option", tabindex: "-1", "aria-selected": place === 0 ? "true" : "false",
      on: { click: () => choose(command) } },
      el("b", { text: `/${command}` }), el("span", { text: description }))));
}

function hide(menu) {
  menu.box.hidden = true;
  menu.over.sink();
}

/** Whether the menu took the key. */
function keyed(event, menu, input, choose) {
  if (menu.box.hidden) return false;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const chosen = menu.found[menu.at]?.command;
  if (step) move(menu, step);
  else if (event.key === "Enter" && input.value.length > 1) choose(chosen);
  else if (event.key === "Enter" && !input.value) choose(chosen);
  else if (event.key === "Tab") {
    input.value = `/${chosen} `;
    hide(menu);
  } else return false;
  event.preventDefault();
  return true;
}

function move(menu, step) {
  menu.at = (menu.at + step + menu.found.length) % menu.found.length;
  [...menu.box.children].forEach((node, place) => node.setAttribute("aria-selected", String(place === menu.at)));
  menu.box.children[menu.at].scrollIntoView({ block: "nearest" });
}
