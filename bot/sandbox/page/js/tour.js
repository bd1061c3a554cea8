// Three hints over the real things for a first visit; dismissed once, it stays away.

import { $, button, el } from "./dom.js";
import { get } from "./api.js";
import { paste } from "./composer.js";
import { layer } from "./layers.js";
import { on } from "./store.js";
import { narrow, showTab } from "./tabs.js";

const PAD = 4;
const KEPT = "caigou.toured";
const STEPS = [
  {
    target: ".faces", tab: "chats", title: "Be anybody on the team",
    text: "Tap a face to be that person: the one who asks, the one who approves, the one who pays. Each has their own chats.",
  },
  {
    target: ".composer", tab: "talk", title: "Talk with the bot",
    text: "Paste the link of a product on 1688. The bot answers with a card; its buttons do the rest.",
    try: ["Paste a link for me", pasteFirst],
  },
  {
    target: "#market", tab: "market", title: "Be 1688 as well",
    text: "Pay, ship and cancel orders, move the time forward, or make the next call fail and see how the bot copes.",
  },
];

let open = null;
const over = layer(() => end());

export function mountTour() {
  on("tour", () => show(0));
  addEventListener("resize", () => open && place(open));
  if (!localStorage.getItem(KEPT)) show(0);
}

function show(number) {
  end(false);
  const step = STEPS[number];
  if (narrow()) showTab(step.tab);
  if (step.tab === "market") document.body.classList.remove("no-market");
  const ring = el("div", { class: "ring" });
  const card = el("div", { class: "hint-card", test: "tour-card", role: "dialog", "aria-label": step.title }, ...content(step, number));
  open = { step, ring, card };
  document.body.append(ring, card);
  over.raise();
  place(open);
  card.querySelector(".solid").focus();
}

function content(step, number) {
  const last = number === STEPS.length - 1;
  return [
    el("div", { class: "hint-dots", "aria-hidden": "true" }, ...STEPS.map((_, place) => el("i", { class: place === number ? "on" : "" }))),
    el("h3", { text: step.title }),
    el("p", { text: step.text }),
    el("div", { class: "row" },
      button({ class: "plain", test: "tour-skip", on: { click: () => end() } }, last ? "Close" : "Skip"),
      el("span", { class: "grow" }),
      step.try && button({ class: "plain", on: { click: step.try[1] } }, step.try[0]),
      !last && button({ class: "solid", test: "tour-next", on: { click: () => show(number + 1) } }, "Next"),
      last && button({ class: "solid", test: "tour-done", on: { click: () => finish() } }, "Begin")),
  ];
}

function end(remember = true) {
  if (remember) localStorage.setItem(KEPT, "yes");
  over.sink();
  open?.ring.remove();
  open?.card.remove();
  open = null;
}

function finish() {
  end();
  showTab("talk");
  $(".composer textarea").focus();
}

/** The ring around the thing, the card beside it where there is room. */
function place({ step, ring, card }) {
  const box = $(step.target).getBoundingClientRect();
  const [left0, top0] = [Math.max(2, box.left - PAD), Math.max(2, box.top - PAD)];
  const [right, bottom] = [Math.min(innerWidth - 2, box.right + PAD), Math.min(innerHeight - 2, box.bottom + PAD)];
  Object.assign(ring.style, { left: `${left0}px`, top: `${top0}px`, width: `${right - left0}px`, height: `${bottom - top0}px` });
  const { width, height } = card.getBoundingClientRect();
  const [left, top] = beside(box, width, height);
  Object.assign(card.style, { left: `${left}px`, top: `${top}px` });
}

function beside(box, width, height) {
  const gap = 16;
  const inside = (value, size, room) => Math.max(gap, Math.min(value, room - size - gap));
  const middle = box.top + box.height / 2 - height / 2;
  if (box.right + gap + width < innerWidth) return [box.right + gap, inside(box.top, height, innerHeight)];
  if (box.left - gap - width > 0) return [box.left - gap - width, inside(middle, height, innerHeight)];
  if (box.top - gap - height > 0) return [inside(box.left, width, innerWidth), box.top - gap - height];
  return [inside(box.left + (box.width - width) / 2, width, innerWidth), inside(Math.min(box.bottom + gap, innerHeight - height - 90), height, innerHeight)];
}

async function pasteFirst() {
  const goods = await get("/sim/goods");
  const good = goods.find((each) => each.kind === "sku") ?? goods[0];
  end();
  showTab("talk");
  paste(good.link);
}
