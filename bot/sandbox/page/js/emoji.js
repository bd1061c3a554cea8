// Draws the signs of the product itself, so that they look alike on every computer, also where no emoji font is.
// The character stays in the text: it is read aloud, found and copied as such.

import { el } from "./dom.js";

const ORDER = ["⏳", "✅", "❌", "⚠", "🔎", "📦", "💴", "👍", "👎", "❤", "👀", "🎉", "🔥", "🔔", "🚚", "👋"];
const KNOWN = new RegExp(`(${ORDER.join("|")})\\uFE0F?`, "gu");

/** The text as nodes, with each sign that we know drawn. */
export function emojis(text) {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(KNOWN)) {
    if (found.index > at) nodes.push(text.slice(at, found.index));
    nodes.push(drawn(found[0], ORDER.indexOf(found[1])));
    at = found.index + found[0].length;
  }
  if (at < text.length) nodes.push(text.slice(at));
  return nodes;
}

function drawn(sign, place) {
  return el("span", { class: "emoji", style: { "--place": place }, text: sign });
}

export const REACTIONS = ["👍", "👎", "❤", "👀", "🎉", "🔥"];
