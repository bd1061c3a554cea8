// The 1688 side: the world's time, and behind tabs the orders, the goods, planned faults and the calls.

import { $, button, el, icon, roving } from "./dom.js";
import { callsView } from "./calls.js";
import { clockBar } from "./clock.js";
import { faultsView } from "./faults.js";
import { goodsView } from "./goods.js";
import { ordersView } from "./orders.js";

const VIEWS = [
  ["orders", "Orders", "list", ordersView],
  ["goods", "Goods", "tag", goodsView],
  ["faults", "Faults", "bolt", faultsView],
  ["calls", "Calls", "forward", callsView],
];

export function mountMarket() {
  const bar = el("div", { class: "market-tabs", role: "tablist", "aria-label": "1688" });
  const panes = el("div", { class: "panes" });
  for (const [name, label, drawing, make] of VIEWS) {
    const count = el("span", { class: "count" });
    const view = make((number) => { count.textContent = number || ""; });
    view.dataset.view = name;
    view.classList.add("pane");
    view.setAttribute("role", "tabpanel");
    view.setAttribute("aria-label", label);
    panes.append(view);
    bar.append(button({ role: "tab", test: `market-${name}`, data: { view: name }, on: { click: () => showView(name) } },
      icon(drawing), label, count));
  }
  roving(bar, "button");
  $("#market").append(head(), clockBar(), bar, panes);
  showView("orders");
}

function head() {
  return el("header", { class: "market-head" },
    el("span", { class: "market-logo", "aria-hidden": "true", text: "1688" }),
    el("div", {}, el("h2", { text: "The other side" }), el("p", { text: "What 1688 really holds, and what may go wrong" })));
}

/** Show one of the views: orders, goods, faults or calls. */
export function showView(name) {
  for (const tab of document.querySelectorAll(".market-tabs button")) {
    tab.setAttribute("aria-selected", String(tab.dataset.view === name));
  }
  for (const pane of document.querySelectorAll(".pane")) pane.hidden = pane.dataset.view !== name;
}
