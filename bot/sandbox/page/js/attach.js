// What can be sent beside words: a picture or file, a recording, a sticker, a place.

import { button, el, icon } from "./dom.js";
import { emojis } from "./emoji.js";
import { layer } from "./layers.js";

const STICKERS = ["👍", "🎉", "🔥", "❤", "👀", "👋", "🚚", "📦"];
const PLACES = [
  ["Guangzhou, Baiyun", 23.1579, 113.2732],
  ["Berlin, Mitte", 52.52, 13.405],
  ["Москва, центр", 55.7558, 37.6173],
];

/** The button with its menu, and the bar of a recording. `send` sends a body; `file` lets a file be chosen. */
export function attachments(send, file) {
  const box = el("div", { class: "attach", test: "attach-menu", role: "menu", "aria-label": "Send", hidden: true });
  const menu = { box, over: layer(() => shut(true)) };
  const act = button({ class: "ghost", "aria-label": "Send something else", title: "Send a picture, a file, a recording, a sticker or a place",
    test: "attach", "aria-haspopup": "menu", "aria-expanded": "false", on: { click: () => (box.hidden ? show() : shut()) } }, icon("clip"));
  const recorder = recording(send);

  function shut(back = false) {
    box.hidden = true;
    act.setAttribute("aria-expanded", "false");
    menu.over.sink();
    if (back) act.focus();
  }

  function show() {
    fill(item("attach-file", "file", "Picture or file", file), item("attach-voice", "mic", "Recording", recorder.start),
      item("attach-sticker", "smile", "Sticker", stickers, false), item("attach-place", "pin", "Location", places, false));
    act.setAttribute("aria-expanded", "true");
    menu.over.raise();
  }

  function fill(...nodes) {
    box.hidden = false;
    box.replaceChildren(...nodes);
    box.querySelector("button")?.focus();
  }

  /** One line of the menu; most close it. */
  function item(test, drawing, label, run, closes = true) {
    const chosen = () => {
      if (closes) shut();
      run();
    };
    return button({ class: "attach-item", test, role: "menuitem", on: { click: chosen } }, icon(drawing), el("span", { text: label }));
  }

  function stickers() {
    fill(el("div", { class: "stickers" }, ...STICKERS.map((emoji) => button({ class: "tool", test: "sticker", role: "menuitem",
      "aria-label": `Send the sticker ${emoji}`, on: { click: () => sent({ sticker: { emoji } }) } }, ...emojis(emoji)))));
  }

  function places() {
    fill(...PLACES.map(([name, latitude, longitude]) => item("place", "pin", name, () => sent({ location: { latitude, longitude } }))));
  }

  function sent(body) {
    shut();
    send(body);
  }

  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = [...box.querySelectorAll("button")];
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!box.hidden && !box.contains(event.target) && !act.contains(event.target)) shut();
  });
  return { act, box, bar: recorder.bar, stop: recorder.stop };
}

/** A recording is pretended: no microphone is asked for, only the seconds are counted. */
function recording(send) {
  const time = el("span", { class: "grow", role: "timer" });
  const over = layer(stop);
  let began = 0;
  let timer = 0;
  const seconds = () => Math.max(1, Math.round((Date.now() - began) / 1000));
  const done = () => {
    const duration = seconds();
    stop();
    send({ voice: { duration } });
  };
  const bar = el("div", { class: "recording", test: "recording", hidden: true }, el("i", { "aria-hidden": "true" }), time,
    button({ class: "plain", test: "voice-cancel", on: { click: stop } }, "Cancel"),
    button({ class: "solid", test: "voice-send", on: { click: done } }, "Send"));

  function start() {
    began = Date.now();
    bar.hidden = false;
    tell();
    timer = setInterval(tell, 500);
    over.raise();
    bar.querySelector(".solid").focus();
  }

  function tell() {
    time.textContent = `Recording ${length(seconds())}`;
  }

  function stop() {
    clearInterval(timer);
    bar.hidden = true;
    over.sink();
  }
  return { bar, start, stop };
}

/** "0:07" of seconds. */
export const length = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
