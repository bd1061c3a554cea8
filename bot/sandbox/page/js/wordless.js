// What a message carries instead of words: a recording, a sticker, a place, a contact.

import { el, icon } from "./dom.js";
import { length } from "./attach.js";
import { emojis } from "./emoji.js";

/** Its drawing; `sent` says the same in words, for those who only hear the page. */
export function wordless({ wordless: what, sent }) {
  const draw = DRAWN[what.kind];
  return el("div", { class: `wordless ${what.kind}`, test: "sent", role: "img", "aria-label": sent }, ...(draw ? draw(what) : [sent]));
}

const DRAWN = {
  sticker: ({ emoji }) => emojis(emoji ?? "…"),
  voice: ({ duration }) => [el("span", { class: "play" }, icon("play")), el("span", { class: "wave" }), el("small", { text: length(duration ?? 1) })],
  location: ({ latitude, longitude }) => [el("span", { class: "map" }, icon("pin")),
    el("small", { text: `${latitude.toFixed(4)}, ${longitude.toFixed(4)}` })],
  contact: ({ first_name: name, phone_number: phone }) => [icon("people"), el("span", {}, el("b", { text: name }), el("small", { text: phone }))],
};
