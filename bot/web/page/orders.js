// The orders as a table: states above, then words, sellers, people and days; columns sort, and a row opens into its details.

import { button, el, lines, say, show } from "./dom.js";
import { showBasket } from "./basket.js";
import { ask, word } from "./session.js";

const COLUMNS = ["number", "day", "product", "tag", "person", "pieces", "sum", "state"];
const KEYS = { number: (row) => row.number, day: (row) => row.at, product: (row) => row.title, tag: (row) => row.tags.join(", "), person: (row) => row.person,
  pieces: (row) => row.count, sum: (row) => row.fen, state: (row) => row.state };
const MOST_PAGES = 5;
const TYPED_MS = 150;
const NOTHING = { words: "", seller: "", tag: "", person: "", from: "", until: "", column: "", down: false };

export async function showOrders(filter = "open", page = 1) {
  await new Orders(filter, page).load();
}

class Orders {
  #timer = 0;
  #open = false;
  #reading = null;

  constructor(filter, page) {
    Object.assign(this, { filter, page, every: null, sought: { ...NOTHING } });
  }

  /** One page of a state's orders. */
  async load() {
    try {
      this.told = await ask(`orders?filter=${encodeURIComponent(this.filter)}&page=${this.page}`);
    } catch (error) {
      show(el("div", { class: "alone", test: "refused" }, el("p", { text: error.message }),
        button({ class: "plain", text: word("again"), on: { click: () => this.load() } })));
      return;
    }
    const turned = document.activeElement?.closest(".filters");
    this.body = el("div", { test: "found" });
    this.panel = el("div", { class: "panel" });
    show(el("h1", { text: word("orders") }), this.#states(), this.told.rows.length > 0 && this.#seek(), this.body);
    this.#fill();
    const chosen = document.querySelector('.filters [aria-pressed="true"]');
    chosen?.scrollIntoView({ inline: "center", block: "nearest" });
    if (turned) chosen?.focus({ preventScroll: true });
  }

  #states() {
    return el("div", { class: "filters", role: "group" }, this.told.filters.map((each) => button({ text: each.label, test: "filter",
      "aria-pressed": String(each.chosen), on: { click: () => showOrders(each.name) } })));
  }

  #seek() {
    const find = el("input", { type: "search", test: "find", placeholder: word("find-orders"), "aria-label": word("find-orders"),
      on: { input: () => { this.sought.words = find.value; this.#soon(); } } });
    const toggle = button({ class: "toggle", test: "filters", text: word("filters"), "aria-expanded": "false", on: { click: async () => {
      this.#open = !this.#open;
      toggle.setAttribute("aria-expanded", String(this.#open));
      if (this.#open && (await this.#all())) this.#choices();
      this.panel.hidden = !this.#open;
    } } });
    this.panel.hidden = true;
    return el("div", { class: "search", role: "search" }, find, toggle, this.panel);
  }

  /** What can be chosen among all that was read. */
  #choices() {
    const names = (all) => [...new Set(all)].filter(Boolean).sort((one, other) => one.localeCompare(other));
    const pick = (name, every, values) => el("select", { test: name, "aria-label": every, on: { change: (event) => { this.sought[name] = event.target.value; this.#fill(); } } },
      el("option", { value: "", text: every }), values.map((each) => el("option", { value: each, text: each, selected: this.sought[name] === each })));
    const day = (name) => el("label", {}, el("span", { text: word(name) }), el("input", { type: "date", test: name, value: this.sought[name],
      on: { change: (event) => { this.sought[name] = event.target.value; this.#fill(); } } }));
    const order = el("select", { class: "order", test: "sort", "aria-label": word("sort"), on: { change: (event) => {
      const [column, way] = event.target.value.split(" ");
      Object.assign(this.sought, { column, down: way === "down" });
      this.#fill();
    } } }, el("option", { value: "", text: `${word("sort")} · ${word("newest")}` }),
      COLUMNS.flatMap((each) => ["up", "down"].map((way) => el("option", { value: `${each} ${way}`, text: `${word(each)} ${way === "up" ? "▲" : "▼"}` }))));
    const people = names(this.every.map((row) => row.person));
    const tags = names(this.every.flatMap((row) => row.tags));
    this.panel.replaceChildren(pick("seller", word("sellers"), names(this.every.flatMap((row) => row.sellers))),
      ...(tags.length > 0 ? [pick("tag", word("tags"), tags)] : []), ...(people.length > 1 ? [pick("person", word("everybody"), people)] : []), order, day("from"), day("until"));
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => { if (await this.#all()) this.#fill(); }, TYPED_MS);
  }

  /** Read all orders of the state, as many as are searched; whether they are there. */
  async #all() {
    if (this.every || this.told.pages < 2) this.every ??= this.told.rows;
    else {
      this.#reading ??= this.#read();
      try {
        this.every = await this.#reading;
      } catch (error) {
        this.#reading = null;
        say(error.message);
        return false;
      }
    }
    return true;
  }

  async #read() {
    const rows = [];
    for (let page = 1, pages = 1; page <= Math.min(pages, MOST_PAGES); page += 1) {
      const told = await ask(`orders?filter=${encodeURIComponent(this.filter)}&page=${page}&many`);
      rows.push(...told.rows);
      pages = told.pages;
      this.cut = told.more || pages > MOST_PAGES;
    }
    return [...new Map(rows.map((row) => [row.number, row])).values()];
  }

  get #asked() {
    return Object.values(this.sought).some(Boolean);
  }

  #fill() {
    const { told, every } = this;
    const rows = this.#asked && every ? this.#sorted(every.filter((row) => this.#fits(row))) : told.rows;
    const none = this.#asked ? word("none-fit") : told.empty;
    this.body.replaceChildren(...[rows.length ? this.#table(rows) : el("p", { class: "empty", test: "empty", text: none }),
      this.#asked && every ? this.#sum(rows) : this.#pager()].filter(Boolean));
  }

  #fits(row) {
    const { words, seller, tag, person, from, until } = this.sought;
    const day = localDay(row.at);
    const text = [`#${row.name}`, row.title, ...row.sellers, ...row.tags, row.person, row.state].join("\n").toLowerCase();
    return (!seller || row.sellers.includes(seller)) && (!tag || row.tags.includes(tag)) && (!person || row.person === person) && (!from || day >= from) && (!until || day <= until)
      && words.toLowerCase().split(/\s+/).every((each) => text.includes(each));
  }

  #sorted(rows) {
    const { column, down } = this.sought;
    if (!column) return rows;
    const key = KEYS[column];
    const compared = (one, other) => (typeof key(one) === "number" ? key(one) - key(other) : key(one).localeCompare(key(other)));
    return [...rows].sort((one, other) => (down ? -1 : 1) * compared(one, other));
  }

  #sum(rows) {
    const fen = rows.filter((row) => row.counts).reduce((sum, row) => sum + row.fen, 0);
    const less = rows.some((row) => !row.counts && row.fen > 0) && el("small", { text: word("not-counted") });
    return el("footer", { test: "sum" }, el("output", {}, el("span", { text: `${word("orders")} (${rows.length}) · ${money(fen)}` }), less,
      this.cut && el("small", { text: word("newest-only") })));
  }

  #table(rows) {
    const several = new Set(rows.map((row) => row.person)).size > 1;
    const tagged = rows.some((row) => row.tags.length > 0);
    const columns = COLUMNS.filter((name) => (name !== "person" || several) && (name !== "tag" || tagged));
    return el("table", { class: "orders" }, el("thead", {}, el("tr", {}, columns.map((name) => this.#column(name)))),
      el("tbody", {}, rows.map((row) => orderRow(row, columns))));
  }

  #column(name) {
    const { column, down } = this.sought;
    const sign = column === name ? (down ? " ▼" : " ▲") : "";
    return el("th", { scope: "col", class: name, "aria-sort": column === name ? (down ? "descending" : "ascending") : "none" },
      button({ class: "sort", test: "column", text: word(name) + sign, on: { click: () => this.#sort(name) } }));
  }

  /** Up, then down, then as it was. */
  async #sort(name) {
    if (!(await this.#all())) return;
    const { column, down } = this.sought;
    const again = column === name;
    Object.assign(this.sought, { column: again && down ? "" : name, down: again && !down });
    this.#fill();
    this.body.querySelector(`th.${name} button`)?.focus();
  }

  #pager() {
    const { page, pages, more } = this.told;
    if (pages < 2) return "";
    const turner = (to, sign, name) => button({ class: "plain", text: sign, "aria-label": word(name), disabled: to < 1 || to > pages,
      on: { click: () => showOrders(this.filter, to) } });
    return el("nav", { class: "pager", "aria-label": word("page") },
      turner(page - 1, "◀", "before"), el("span", { text: `${page}/${pages}${more ? "+" : ""}` }), turner(page + 1, "▶", "after"));
  }
}

/** The day of a moment where its reader is, as an input for days writes it. */
function localDay(at) {
  const moment = new Date(at);
  return [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

const shownDay = (at) => new Date(at).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "short", year: "2-digit" });

const money = (fen) => `¥\u00a0${Math.floor(fen / 100).toLocaleString("en-US")}.${String(fen % 100).padStart(2, "0")}`;

function orderRow(order, columns) {
  const opener = button({ class: "opener", "aria-expanded": "false", text: `#${order.name}` });
  const cells = { number: opener, day: shownDay(order.at), product: order.title, tag: order.tags.join(", "), person: order.person, pieces: [order.pieces, order.arrived].filter(Boolean).join(" · "), sum: order.sum,
    state: el("span", {}, el("span", { "aria-hidden": "true", text: `${order.sign} `.trimStart() }), order.state) };
  const line = el("tr", { test: "order", class: "order" }, columns.map((name) => el("td", { class: name }, cells[name])));
  line.addEventListener("click", () => turn(line, opener, order, columns.length));
  return line;
}

async function turn(line, opener, order, width) {
  if (opener.disabled) return;
  if (opener.getAttribute("aria-expanded") === "true") {
    line.nextElementSibling.remove();
    opener.setAttribute("aria-expanded", "false");
    return;
  }
  opener.disabled = true;
  try {
    const found = await ask(`orders/${order.number}`);
    line.after(details(found, order, width));
    opener.setAttribute("aria-expanded", "true");
  } catch (error) {
    say(error.message);
  }
  opener.disabled = false;
}

const details = (found, order, width) => el("tr", { class: "details", test: "details" }, el("td", { colspan: width }, lines(found.lines),
  found.several && button({ class: "plain", test: "open-lines", text: word("lines"), on: { click: () => showBasket(found.whole) } })));
