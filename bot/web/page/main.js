// Opens the session, then shows a draft's grid, all lines of a request, a count, or the orders; whoever has no session reads why.

import { showBasket } from "./basket.js";
import { showCount } from "./count.js";
import { button, el, show } from "./dom.js";
import { showGrid } from "./grid.js";
import { showOrders } from "./orders.js";
import { open, word } from "./session.js";
import { first, launch, ready } from "./telegram.js";

const VIEWS = { draft: showGrid, basket: showBasket, count: showCount };

async function start() {
  try {
    await open(launch);
  } catch (error) {
    show(el("div", { class: "alone", test: "refused" }, el("p", { text: error.message }),
      button({ class: "plain", text: word("again") || "↻", on: { click: start } })));
    return;
  }
  const { kind, number } = first();
  await (kind in VIEWS ? VIEWS[kind](number) : showOrders());
}

ready();
await start();
document.body.dataset.ready = "yes";
