// −, a number and +, for pieces of a variant.

import { button, el, say } from "./dom.js";
import { word } from "./session.js";

const MOST = 999999;

/** The number that somebody typed, or that a step leads to, within what can be asked for. */
export const within = (pieces) => Math.min(MOST, Math.max(0, pieces));

/** `act` gets what makes the new number of an old one, when the number is typed (`on`); what is no number is refused. */
export function stepper(name, step, open, act, on = "input") {
  const turn = (by, sign, label) => button({ text: sign, "aria-label": `${name}: ${word(label)} ${step}`, disabled: !open,
    on: { click: () => act((pieces) => pieces + by) } });
  const whole = () => /^\s*\d*\s*$/.test(field.value);
  const typed = () => (whole() ? act(() => Number(field.value)) : say(word("pieces-wrong")));
  const left = () => whole() || act((pieces) => pieces);
  const field = el("input", { type: "text", inputmode: "numeric", maxlength: 6, placeholder: "0", "aria-label": name, disabled: !open,
    autocomplete: "off", on: { [on]: typed, blur: left, focus: () => field.select() } });
  return el("div", { class: "stepper" }, turn(-step, "−", "less"), field, turn(step, "+", "more"));
}
