// The orders as a table: filters above, pages below, and a row that opens into everything about its order.

import { button, el, lines, say, show } from "./dom.js";
import { ask, word } from "./session.js";

const COLUMNS = ["number", "product", "pieces", "sum", "state"];

export async function showOrders(filter = "open", page = 1) {
  let found;
  try {
    found = await ask(`orders?filter=${encodeURIComponent(filter)}&page=${page}`);
  } catch (error) {
    show(el("div", { class: "alone", test: "refused" }, el("p", { text: error.message }),
      button({ class: "plain", text: word("again"), on: { click: () => showOrders(filter, page) } })));
    return;
  }
  const turned = document.activeElement?.closest(".filters");
  show(el("h1", { text: word("orders") }), filters(found.filters),
    found.rows.length ? table(found.rows) : el("p", { class: "empty", test: "empty", text: found.empty }), pager(found, filter));
  const chosen = document.querySelector('.filters [aria-pressed="true"]');
  chosen?.scrollIntoView({ inline: "center", block: "nearest" });
  if (turned) chosen?.focus({ preventScroll: true });
}

const filters = (given) => el("div", { class: "filters", role: "group" }, given.map((each) =>
  button({ text: each.label, test: "filter", "aria-pressed": String(each.chosen), on: { click: () => showOrders(each.name) } })));

const table = (rows) => el("table", { class: "orders" },
  el("thead", {}, el("tr", {}, COLUMNS.map((name) => el("th", { scope: "col", class: name, text: word(name) })))),
  el("tbody", {}, rows.map(row)));

function row(order) {
  const opener = button({ class: "opener", "aria-expanded": "false", text: `#${order.name}` });
  const line = el("tr", { test: "order", class: "order" },
    el("td", { class: "number" }, opener),
    el("td", { class: "product", text: order.title }),
    el("td", { class: "pieces", text: order.pieces }),
    el("td", { class: "sum", text: order.sum }),
    el("td", { class: "state" }, el("span", { "aria-hidden": "true", text: `${order.sign} `.trimStart() }), order.state));
  line.addEventListener("click", () => turn(line, opener, order));
  return line;
}

async function turn(line, opener, order) {
  if (opener.disabled) return;
  if (opener.getAttribute("aria-expanded") === "true") {
    line.nextElementSibling.remove();
    opener.setAttribute("aria-expanded", "false");
    return;
  }
  opener.disabled = true;
  try {
    const found = await ask(`orders/${order.number}`);
    line.after(details(found.lines));
    opener.setAttribute("aria-expanded", "true");
  } catch (error) {
    say(error.message);
  }
  opener.disabled = false;
}

const details = (words) => el("tr", { class: "details", test: "details" }, el("td", { colspan: COLUMNS.length }, lines(words)));

function pager({ page, pages, more }, filter) {
  if (pages < 2) return "";
  const turner = (to, sign, name) => button({ class: "plain", text: sign, "aria-label": word(name), disabled: to < 1 || to > pages,
    on: { click: () => showOrders(filter, to) } });
  return el("nav", { class: "pager", "aria-label": word("page") },
    turner(page - 1, "◀", "before"), el("span", { text: `${page}/${pages}${more ? "+" : ""}` }), turner(page + 1, "▶", "after"));
}
