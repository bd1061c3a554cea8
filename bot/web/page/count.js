// The lines of an order or of one of its parcels, counted. A hand scanner writes into the field above; what was counted is
// sent once, by a key that this page made, and kept here until the bot answered.

import { button, el, say, show } from "./dom.js";
import { showOrders } from "./orders.js";
import { ask, word } from "./session.js";
import { stepper, within } from "./stepper.js";
import { guard } from "./telegram.js";

const KINDS = ["good", "damaged", "wrong"];
const AGAIN_MS = 5000;
const plain = (text) => text.toUpperCase().replace(/[\s-]/g, "");
const pieces = (lines) => Object.values(lines).flat().reduce((sum, each) => sum + each, 0);

/** What was counted and not answered yet, by reader, order and parcel: in this browser, or for want of that in this page. */
const shelf = {
  memory: new Map(),
  name: (reader, order, parcel) => `caigou.count.${reader}.${order}.${parcel}`,
  read(name) {
    try { return JSON.parse(localStorage.getItem(name)) ?? this.memory.get(name); } catch { return this.memory.get(name); }
  },
  put(name, kept) {
    this.memory.set(name, kept);
    try { localStorage.setItem(name, JSON.stringify(kept)); } catch { /* it stays in memory */ }
  },
  drop(name) {
    this.memory.delete(name);
    try { localStorage.removeItem(name); } catch { /* nothing was kept */ }
  },
  of(reader, order = "") {
    let names = [];
    try { names = Object.keys(localStorage); } catch { /* none */ }
    return [...new Set([...names, ...this.memory.keys()])].filter((name) => name.startsWith(`caigou.count.${reader}.${order}`));
  },
};

let reader = 0;
let shown = null;
let timer = 0;
let busy = false;

export async function showCount(named) {
  const [order, mark] = named.split("-");
  try {
    const told = await ask(`count/${order}`);
    reader = told.reader;
    new Count(told, told.parcels.find((each) => each.mark === Number(mark))?.id ?? "").show();
    await send();
  } catch (error) {
    show(el("div", { class: "alone", test: "refused" }, el("p", { text: error.message }),
      button({ class: "plain", text: word("again"), on: { click: () => showCount(named) } })));
  }
}

/** Send what is to be sent, one after the other; what gets no answer is sent again. */
async function send() {
  if (busy || !reader) return;
  busy = true;
  clearTimeout(timer);
  for (const name of shelf.of(reader)) {
    const kept = shelf.read(name);
    if (!kept?.sending) continue;
    const { order, key, seen, parcel, surplus } = kept;
    try {
      const told = await ask(`count/${order}`, { key, seen, parcel, surplus, lines: kept.lines });
      shelf.drop(name);
      follow(told, seen);
      say(`${word("count-sent")} #${told.name}`);
    } catch (error) {
      if (!(await refused(name, kept, error))) {
        if (error.status !== 401) timer = setTimeout(send, AGAIN_MS);
        if (error.status) say(error.message);
        break;
      }
    }
  }
  busy = false;
  shown?.draw();
}

/** Whether the bot said that it did not count this; then it can be changed again, and nothing of it is lost. */
async function refused(name, kept, error) {
  if (![400, 404, 409, 413].includes(error.status)) return false;
  Object.assign(kept, { sending: false, surplus: false, more: error.why === "more-than-ordered" });
  shelf.put(name, kept);
  say(`${error.message}\n${word("count-left")}`);
  if (error.why === "counted-meanwhile") {
    try {
      const told = await ask(`count/${kept.order}`);
      shelf.put(name, { ...kept, seen: told.seen });
      follow(told, null);
    } catch { /* the next sending is told the same */ }
  } else if (shown?.told.order === kept.order) shown.take(shown.told);
  return true;
}

/** An order stands like this now: our own count is none of somebody else, also for its other parcels. */
function follow(told, before) {
  for (const name of shelf.of(told.reader, `${told.order}.`)) {
    const kept = shelf.read(name);
    if (kept.seen === before) shelf.put(name, { ...kept, seen: told.seen });
  }
  if (shown?.told.order === told.order) shown.take(told);
}

class Count {
  constructor(told, parcel) {
    Object.assign(this, { told, parcel });
    shown = this;
    this.#read();
  }

  #read() {
    const { order, reader, seen } = this.told;
    this.name = shelf.name(reader, order, this.parcel);
    this.kept = shelf.read(this.name) ?? { order, parcel: this.parcel, key: crypto.randomUUID(), seen, surplus: false, sending: false, lines: {} };
  }

  get box() {
    return this.told.parcels.find((each) => each.id === this.parcel);
  }

  get rows() {
    const named = this.box?.named ?? [];
    return named.length ? this.told.rows.filter((row) => named.includes(row.entry)) : this.told.rows;
  }

  /** How many of a line can come here. */
  due(row) {
    return this.box ? this.box.pieces[row.entry] ?? (this.box.certain ? 0 : row.open) : row.open;
  }

  take(told) {
    this.told = told;
    this.#read();
    const top = scrollY;
    this.show();
    scrollTo(0, top);
  }

  choose(parcel) {
    this.parcel = parcel;
    this.#read();
    this.show();
  }

  show() {
    this.scan = el("input", { type: "text", test: "scan", autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder: word("count-scan"),
      "aria-label": word("count-scan"), on: { keydown: (event) => { if (event.key === "Enter") this.#scanned(); } } });
    const label = (each) => `${each.bill_no || each.id}${each.counted ? ` · ${word("count-counted")}` : ""}`;
    const parcels = this.told.parcels.length > 0 && el("select", { test: "parcel", "aria-label": word("count-whole"), on: { change: (event) => this.choose(event.target.value) } },
      el("option", { value: "", text: word("count-whole"), selected: !this.parcel }),
      this.told.parcels.map((each) => el("option", { value: each.id, text: label(each), selected: each.id === this.parcel })));
    this.fields = new Map();
    this.body = el("fieldset", { class: "counting" }, this.rows.map((row) => this.#row(row)));
    this.foot = el("footer", { test: "foot" });
    show(button({ class: "home", test: "home", text: `‹ ${word("orders")}`, on: { click: () => { shown = null; guard(false); showOrders(); } } }),
      el("h1", { text: `#${this.told.name}` }), el("div", { class: "scan" }, this.scan, parcels), this.body, this.foot);
    this.draw();
    this.scan.focus({ preventScroll: true });
  }

  #row(row) {
    const name = [row.title, row.variant].filter(Boolean).join(", ");
    const due = this.due(row);
    const steps = KINDS.map((kind, at) => {
      const own = stepper(`${name}: ${word(`count-${kind}`)}`, 1, true, (change) => this.#put(row.entry, at, change));
      this.fields.set(`${row.entry} ${at}`, own.querySelector("input"));
      return el("div", { class: at ? null : "whole" }, el("span", { text: word(`count-${kind}`) }), own);
    });
    const rest = due > 0 && button({ class: "plain rest", test: "rest", text: String(due), "aria-label": `${name}: ${word("count-good")} ${due}`,
      on: { click: () => this.#put(row.entry, 0, () => due) } });
    return el("section", { test: "line", class: "entry", "data-entry": row.entry },
      el("header", {}, el("div", {}, el("h2", { text: row.title }), row.variant && el("p", { text: row.variant }), el("small", { text: row.came })), rest),
      el("div", { class: "tallies" }, steps));
  }

  #put(entry, at, change) {
    const line = [...(this.kept.lines[entry] ?? [0, 0, 0])];
    line[at] = within(change(line[at]));
    this.kept.lines[entry] = line;
    if (!pieces({ entry: line })) delete this.kept.lines[entry];
    this.kept.more = false;
    this.#keep();
  }

  #keep() {
    if (pieces(this.kept.lines) || this.kept.sending) shelf.put(this.name, this.kept);
    else shelf.drop(this.name);
    this.draw();
  }

  /** Fields and foot as they are now; while it is sent nothing is changed. */
  draw() {
    if (shown !== this) return;
    this.kept = shelf.read(this.name) ?? this.kept;
    const { lines, sending, more } = this.kept;
    for (const row of this.rows) KINDS.forEach((_, at) => {
      const field = this.fields.get(`${row.entry} ${at}`);
      const counted = lines[row.entry]?.[at] ?? 0;
      if (Number(field.value) !== counted) field.value = counted || "";
    });
    this.body.disabled = sending;
    guard(shelf.of(reader).length > 0);
    const sum = pieces(lines);
    const left = this.rows.reduce((all, row) => all + this.due(row), 0);
    const all = !sum && left > 0 && (!this.box || this.box.certain);
    const act = (test, text, run) => button({ class: "solid", test, text, on: { click: run } });
    const acts = sending ? [act("again", word("again"), () => send())] : more ? [act("surplus", word("count-surplus"), () => this.#send({ surplus: true }))]
      : all ? [act("all", `${word("count-all")}: ${left}`, () => this.#all())] : sum ? [act("send", `${word("count-it")}: ${sum}`, () => this.#send())] : [];
    const told = sending ? word("count-unsent") : `${word("count-open")} ${left}`;
    this.foot.replaceChildren(el("output", { test: "told", class: sending ? "unsent" : null, text: told }), el("div", { class: "acts" }, acts));
  }

  #all() {
    this.kept.lines = Object.fromEntries(this.rows.filter((row) => this.due(row)).map((row) => [row.entry, [this.due(row), 0, 0]]));
    this.#send();
  }

  #send(more = {}) {
    Object.assign(this.kept, { sending: true, more: false }, more);
    this.#keep();
    send();
  }

  /** A waybill leads to its parcel, an own SKU or an offer to its line; the field stays ready for the next one. */
  #scanned() {
    const said = this.scan.value.trim();
    this.scan.value = "";
    if (!said) return;
    const wanted = plain(said);
    const parcel = this.told.parcels.find((each) => plain(each.bill_no) === wanted);
    const row = this.told.rows.find((each) => each.codes.some((code) => plain(code) === wanted));
    if (parcel) this.choose(parcel.id);
    else if (!row) say(`${word("count-unknown")} ${said}`);
    else {
      if (!this.rows.includes(row)) this.choose("");
      const line = this.body.querySelector(`[data-entry="${CSS.escape(row.entry)}"]`);
      this.body.querySelector(".found")?.classList.remove("found");
      line.classList.add("found");
      line.scrollIntoView({ block: "center" });
    }
  }
}

addEventListener("online", () => send());
addEventListener("keydown", (event) => {
  if (shown?.scan?.isConnected && document.activeElement === document.body && event.key.length === 1 && !event.ctrlKey && !event.metaKey) shown.scan.focus();
});
