// All variants of a product: a row for each value of the first attribute, a cell with pieces for each variant.

import { el } from "./dom.js";
import { word } from "./session.js";
import { stepper, within } from "./stepper.js";

export class Cells {
  #fields = new Map();
  #pieces = new Map();
  #step;
  #changed;

  /** `changed` is told each variant and its new pieces. */
  constructor(rows, step, changed) {
    this.#step = step;
    this.#changed = changed;
    this.nodes = rows.map((row) => this.#row(row));
  }

  get empty() {
    return [...this.#pieces.values()].every((each) => !each);
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
    const all = stepper(`${word("row")} ${name}`, this.#step, true, (change) => {
      cells.forEach((cell) => this.#change(cell.spec_id, change));
      field.value = "";
    }, "change");
    const field = all.querySelector("input");
    field.placeholder = "…";
    return all;
  }

  #cell(row, cell) {
    const own = stepper(`${row.name} ${cell.name}`.trim(), this.#step, cell.open || cell.pieces > 0,
      (change) => this.#change(cell.spec_id, change));
    const field = own.querySelector("input");
    field.value = cell.pieces || "";
    this.#fields.set(cell.spec_id, field);
    this.#pieces.set(cell.spec_id, cell.pieces);
    return el("div", { class: cell.open ? "cell" : "cell out", test: "cell" },
      el("strong", { text: cell.name }), el("small", {}, el("span", { text: cell.price }), el("span", { text: cell.stock })), own);
  }

  #change(spec, change) {
    const field = this.#fields.get(spec);
    const pieces = within(change(this.#pieces.get(spec)));
    this.#pieces.set(spec, pieces);
    field.value = pieces || "";
    this.#changed(spec, pieces);
  }
}
