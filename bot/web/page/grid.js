// A draft's variants: pieces by −, + or typed, for one or for a whole row; what was chosen is told soon after.

import { button, el, lines, say, show } from "./dom.js";
import { showOrders } from "./orders.js";
import { ask, word } from "./session.js";
import { close } from "./telegram.js";

const SOON_MS = 600; // as fast as a person may press for long
const MOST = 999999;

export async function showGrid(number) {
  try {
    new Grid(await ask(`drafts/${number}`)).show();
  } catch (error) {
    refused(error);
  }
}

const refused = (error) => show(home(), el("div", { class: "alone", test: "refused" }, el("p", { text: error.message })));

const home = () => button({ class: "home", test: "home", text: `‹ ${word("orders")}`, on: { click: () => showOrders() } });

class Grid {
  #waiting = new Map();
  #timer = 0;
  #telling = Promise.resolve();

  constructor(told) {
    this.told = told;
    this.fields = new Map();
  }

  show() {
    const { title, rows } = this.told;
    this.total = el("output", { test: "total" });
    this.problem = el("div", { class: "problem", test: "problem", role: "alert" });
    this.notes = el("div", { class: "notes" });
    this.done = button({ class: "solid", test: "done", text: word("done"), on: { click: () => this.finish() } });
    show(home(), el("h1", { text: title }), this.problem, this.notes, ...rows.map((row) => this.#row(row)),
      el("footer", {}, this.total, this.done));
    this.#tell(this.told);
    addEventListener("pagehide", () => this.#send(), { once: true });
  }

  #row(row) {
    const open = row.cells.filter((cell) => cell.open);
    const all = row.cells.length > 1 && open.length > 0 && this.#whole(row.name, open);
    return el("section", { test: "row" },
      (row.name || all) && el("header", {}, el("h2", { text: row.name || word("row") }), all && el("label", { class: "all" }, row.name && el("span", { text: word("row") }), all)),
      el("div", { class: "cells" }, row.cells.map((cell) => this.#cell(row, cell))));
  }

  /** What is done to each cell of a row; its own number says nothing afterwards. */
  #whole(name, cells) {
    const stepper = this.#stepper(`${word("row")} ${name}`, true, (change) => {
      cells.forEach((cell) => this.#change(cell.spec_id, change));
      field.value = "";
    }, "change");
    const field = stepper.querySelector("input");
    field.placeholder = "…";
    return stepper;
  }

  #cell(row, cell) {
    const stepper = this.#stepper(`${row.name} ${cell.name}`.trim(), cell.open || cell.pieces > 0,
      (change) => this.#change(cell.spec_id, change));
    const field = stepper.querySelector("input");
    field.value = cell.pieces || "";
    this.fields.set(cell.spec_id, field);
    return el("div", { class: cell.open ? "cell" : "cell out", test: "cell" },
      el("strong", { text: cell.name }), el("small", {}, el("span", { text: cell.price }), el("span", { text: cell.stock })), stepper);
  }

  /** −, a number and +; `act` gets what makes the new number of an old one, when the number is typed (`on`). */
  #stepper(name, open, act, on = "input") {
    const step = this.told.step;
    const turn = (by, sign, label) => button({ text: sign, "aria-label": `${name}: ${word(label)} ${step}`, disabled: !open,
      on: { click: () => act((pieces) => pieces + by) } });
    const field = el("input", { type: "text", inputmode: "numeric", maxlength: 6, placeholder: "0", "aria-label": name, disabled: !open,
      autocomplete: "off", on: { [on]: () => act(() => Number(field.value.replace(/\D/g, ""))), focus: () => field.select() } });
    return el("div", { class: "stepper" }, turn(-step, "−", "less"), field, turn(step, "+", "more"));
  }

  #change(spec, change) {
    const field = this.fields.get(spec);
    const pieces = Math.min(MOST, Math.max(0, change(Number(field.value))));
    field.value = pieces || "";
    this.#waiting.set(spec, pieces);
    this.done.disabled = [...this.fields.values()].every((each) => !each.value);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), SOON_MS);
  }

  /** Tell what waits, after what is being told already. */
  #send() {
    clearTimeout(this.#timer);
    this.#telling = this.#telling.then(async () => {
      if (!this.#waiting.size) return true;
      const pieces = Object.fromEntries(this.#waiting);
      this.#waiting.clear();
      try {
        this.#tell(await ask(`drafts/${this.told.number}`, pieces));
        return true;
      } catch (error) {
        say(error.message);
        await showGrid(this.told.number);
        return false;
      }
    });
    return this.#telling;
  }

  #tell(told) {
    this.told = told;
    this.problem.replaceChildren(...lines(told.problem));
    this.notes.replaceChildren(...lines(told.lines));
    this.total.textContent = told.total;
    this.done.disabled = !told.total && !this.#waiting.size;
  }

  async finish() {
    this.done.disabled = true;
    if (!(await this.#send())) return;
    try {
      const told = await ask(`drafts/${this.told.number}/done`, {});
      if (told.chosen) chosen(told);
      else unfinished(told);
    } catch (error) {
      say(error.message);
      this.done.disabled = false;
    }
  }
}

/** Something is wrong, or the next product of several is to be chosen. */
function unfinished(told) {
  new Grid(told).show();
  scrollTo(0, 0);
}

const chosen = (told) => show(home(), el("div", { class: "notes chosen", test: "chosen" }, lines(told.lines)),
  el("footer", {}, told.rows.length > 0 && button({ class: "plain", text: word("choose"), on: { click: () => showGrid(told.number) } }),
    button({ class: "solid", test: "back", text: word("back"), on: { click: close } })));
