// Short notices, alerts that wait for OK, and the dialogs of the page.

import { $, button, el } from "./dom.js";
import { emojis } from "./emoji.js";

const MOST = 3;

/** A notice that goes by itself; long ones stay longer. `kind` is plain, bad or good. */
export function toast(text, kind = "plain") {
  const box = $("#toasts");
  const note = el("div", { class: `toast ${kind}`, test: "toast" }, ...emojis(text));
  box.append(note);
  while (box.children.length > MOST) box.firstChild.remove();
  const leave = () => note.remove();
  setTimeout(leave, 3200 + text.length * 45);
  note.addEventListener("click", leave);
}

/** Run what may be refused; a refusal is shown and gives undefined. */
export async function attempt(promise) {
  try {
    return await promise;
  } catch (refusal) {
    toast(refusal.message, "bad");
    return undefined;
  }
}

/** A modal dialog that is gone once it closes. `fill(close)` gives its content. */
export function dialog(props, fill) {
  const box = el("dialog", { class: "dialog", ...props });
  const close = () => box.close();
  box.append(...fill(close).filter(Boolean));
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => {
    if (event.target === box) close();
  });
  document.body.append(box);
  box.showModal();
  return box;
}

/** What the bot answers to a press with show_alert: waits for OK. */
export function alertBox(text, from) {
  dialog({ test: "alert", role: "alertdialog", "aria-label": `${from} says` }, (close) => [
    el("h2", { text: from }),
    el("p", { class: "said", test: "alert-text" }, ...emojis(text)),
    el("div", { class: "row end" },
      button({ class: "solid", test: "alert-ok", autofocus: true, on: { click: close } }, "OK")),
  ]);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyOldWay(text);
  }
  toast(`Copied: ${text}`, "good");
}

/** Where the clipboard is not granted (plain http on another host than this one). */
function copyOldWay(text) {
  const field = el("textarea", { class: "offscreen", value: text });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
