// −, a number and +, for pieces of a variant.

import { button, el } from "./dom.js";
import { word } from "./session.js";

const MOST = 999999;

/** The number that somebody typed, or that a step leads to, within what can be asked for. */
export const within = (pieces) => Math.min(MOST, Math.max(0, pieces));

/** `act` gets what makes the new number of an old one, when the number is typed (`on`). */
export function stepper(name, step, open, act, on = "input") {
  const turn = (by, sign, label) => button({ text: sign, "aria-label": `${name}: ${word(label)} ${step}`, disabled: !open,
    on: { click: () => act((pieces) => pieces + by) } });
  const field = el("input", { type: "text", inputmode: "numeric", maxlength: 6, placeholder: "0", "aria-label": name, disabled: !open,
    autocomplete: "off", on: { [on]: () => act(() => Number(field.value.replace(/\D/g, ""))), focus: () => field.select() } });
  return el("div", { class: "stepper" }, turn(-step, "−", "less"), field, turn(step, "+", "more"));
}
