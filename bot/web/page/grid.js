// A draft's variants: pieces by −, + or typed, for one or for a whole row; what was chosen is told soon after.

import { Cells } from "./cells.js";
import { button, el, lines, say, show } from "./dom.js";
import { showOrders } from "./orders.js";
import { ask, word } from "./session.js";
import { close } from "./telegram.js";

const SOON_MS = 600; // as fast as a person may press for long

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
  }

  show() {
    const { title, rows } = this.told;
    this.total = el("output", { test: "total" });
    this.problem = el("div", { class: "problem", test: "problem", role: "alert" });
    this.notes = el("div", { class: "notes" });
    this.done = button({ class: "solid", test: "done", text: word("done"), on: { click: () => this.finish() } });
    this.cells = new Cells(rows, this.told.step, (spec, pieces) => this.#change(spec, pieces));
    show(home(), el("h1", { text: title }), this.problem, this.notes, ...this.cells.nodes,
      el("footer", {}, this.total, this.done));
    this.#tell(this.told);
    addEventListener("pagehide", () => this.#send(), { once: true });
  }

  #change(spec, pieces) {
    this.#waiting.set(spec, pieces);
    this.done.disabled = this.cells.empty;
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
