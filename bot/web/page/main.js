// Opens the session, then shows a draft's grid or the orders; whoever has no session reads why.

import { button, el, show } from "./dom.js";
import { showGrid } from "./grid.js";
import { showOrders } from "./orders.js";
import { open, word } from "./session.js";
import { firstDraft, launch, ready } from "./telegram.js";

async function start() {
  try {
    await open(launch);
  } catch (error) {
    show(el("div", { class: "alone", test: "refused" }, el("p", { text: error.message }),
      button({ class: "plain", text: word("again") || "↻", on: { click: start } })));
    return;
  }
  const draft = firstDraft();
  await (draft === null ? showOrders() : showGrid(draft));
}

ready();
await start();
document.body.dataset.ready = "yes";
