// The one clock of the pretend world, and the ways to move it forward.

import { post } from "./api.js";
import { button, el, icon } from "./dom.js";
import { tick } from "./events.js";
import { clockTime } from "./format.js";
import { now, on } from "./store.js";
import { attempt, toast } from "./toasts.js";

const STEPS = [[60, "+1 min", "one minute"], [3600, "+1 h", "one hour"], [86_400, "+1 day", "one day"], [432_000, "+5 days", "five days"]];
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });

export function clockBar() {
  const shown = el("time", { class: "world-time", test: "world-time" });
  const show = () => {
    shown.dateTime = now().toISOString();
    shown.replaceChildren(el("b", { text: clockTime(now()) }), el("small", { text: DAY.format(now()) }));
  };
  on("clock", show);
  setInterval(show, 1000);
  show();
  return el("div", { class: "clock-bar" }, icon("clock"), shown,
    el("div", { class: "steps", role: "group", "aria-label": "Move the time forward" }, ...STEPS.map(step)));
}

function step([seconds, label, words]) {
  return button({ class: "step", test: `time-${seconds}`, "aria-label": `Move the time forward by ${words}`,
    on: { click: (event) => advance(event.currentTarget, seconds, words) } }, label);
}

async function advance(node, seconds, words) {
  node.disabled = true;
  const moved = await attempt(post("/sim/clock", { advance: seconds }));
  node.disabled = false;
  if (!moved) return;
  tick(moved.now);
  toast(`It is ${words} later now.`);
}
