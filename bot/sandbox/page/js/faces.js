// Faces of people, groups and the bot: initials on a colour of their own.

import { el, icon } from "./dom.js";
import { hue, initials } from "./format.js";
import { isPrivate, nameOf, world } from "./store.js";

/** The face of a person. */
export function face(id, size = "") {
  return el("span", { class: `face ${size}`, "aria-hidden": "true", style: { "--hue": hue(id) }, text: initials(nameOf(id)) });
}

/** The face of a chat as its list shows it: the bot's in a private chat. */
export function chatFace(chat, size = "") {
  if (isPrivate(chat) || chat === "bot") {
    return el("span", { class: `face bot ${size}`, "aria-hidden": "true" }, icon("bot"));
  }
  const title = world.groups.get(chat)?.title ?? "";
  return el("span", { class: `face group ${size}`, "aria-hidden": "true", style: { "--hue": hue(chat) }, text: initials(title) });
}

/** A number in a pill; nothing for none. */
export const badge = (count) => (count ? el("span", { class: "badge", test: "unread", text: count > 99 ? "99+" : count }) : null);
