// "Make the next call fail": on which side, which call, how, before or after its effect, how often.

import { get, post, remove } from "./api.js";
import { button, el, settled } from "./dom.js";
import { plural } from "./format.js";
import { on } from "./store.js";
import { attempt, toast } from "./toasts.js";

const CALLS = {
  1688: [
    "*", "alibaba.trade.createCrossOrder", "alibaba.trade.fastCreateOrder", "api.buyProduct", "alibaba.createOrder.preview",
    "alibaba.trade.get.buyerView", "alibaba.trade.getBuyerOrderList", "alibaba.alipay.url.get", "alibaba.trade.cancel",
    "alibaba.product.simple.get",
  ],
  telegram: ["*", "sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates"],
};
const KINDS = [
  ["timeout", "no answer at all"], ["reset", "the line is cut"], ["status", "an HTTP error"], ["throttle", "too many calls"],
  ["malformed", "a broken answer"], ["slow", "a slow answer"],
];
const WHENS = [["before", "before its effect"], ["after", "after its effect"]];
const READY = [
  ["1688 takes the order, then falls silent", { side: "1688", call: "alibaba.trade.createCrossOrder", kind: "timeout", when: "after" }],
  ["1688 is down for 3 calls", { side: "1688", call: "*", kind: "status", when: "before", times: 3, status: 502 }],
  ["1688 says: too many calls", { side: "1688", call: "*", kind: "throttle", when: "before" }],
  ["Telegram slows the bot down", { side: "telegram", call: "sendMessage", kind: "throttle", when: "before", seconds: 5 }],
];

const NOTHING = "Nothing is planned: everything works.";
const WAITS = "Each waits here until its call arrives.";

export function faultsView(count) {
  const list = el("ul", { class: "fault-list", test: "fault-list" });
  const clear = button({ class: "act bad", test: "fault-clear", hidden: true, on: { click: () => clearAll(load) } }, "Clear all");
  const hint = el("p", { class: "hint" });
  const load = async () => {
    const planned = await get("/sim/faults").catch(() => []);
    list.replaceChildren(...planned.map(row));
    clear.hidden = !planned.length;
    hint.textContent = planned.length ? WAITS : NOTHING;
    count(planned.length);
  };
  on("call", settled(load, 400));
  on("again", load);
  load();
  return el("div", {},
    el("h3", { text: "Ready-made trouble" }),
    el("div", { class: "trouble" }, ...READY.map(([label, body]) => button({ class: "act", on: { click: () => plan(body, load) } }, label))),
    el("h3", { text: "Make the next call fail" }), form(load),
    el("div", { class: "planned" }, el("h3", { class: "grow", text: "Planned" }), clear), list,
    hint);
}

function form(load) {
  const fields = {
    side: choice("side", [["1688", "1688"], ["telegram", "Telegram"]]),
    call: el("input", { list: "fault-calls", value: "*", required: true, test: "fault-call", autocomplete: "off" }),
    kind: choice("kind", KINDS), when: choice("when", WHENS),
    times: number("times", 1, 1), status: number("status", 500, 200), seconds: number("seconds", 5, 0),
  };
  const calls = el("datalist", { id: "fault-calls" });
  const status = el("label", {}, "HTTP status", fields.status);
  const seconds = el("label", {}, "Seconds", fields.seconds);
  const fit = () => {
    calls.replaceChildren(...CALLS[fields.side.value].map((name) => el("option", { value: name })));
    status.hidden = fields.kind.value !== "status";
    seconds.hidden = !["slow", "throttle", "timeout"].includes(fields.kind.value);
  };
  for (const select of [fields.side, fields.kind]) select.addEventListener("change", fit);
  fit();
  return el("form", { class: "fault-form", test: "fault-form", on: { submit: (event) => submit(event, fields, load) } },
    el("label", {}, "Side", fields.side), el("label", { class: "wide" }, "Call (* is any)", fields.call, calls),
    el("label", {}, "How", fields.kind), el("label", {}, "When", fields.when),
    el("label", {}, "Times", fields.times), status, seconds,
    el("button", { class: "act go", type: "submit", test: "fault-plan", text: "Plan it" }));
}

const choice = (name, options) =>
  el("select", { test: `fault-${name}` }, ...options.map(([value, text]) => el("option", { value, text })));

const number = (name, value, min) => el("input", { type: "number", min, value, test: `fault-${name}` });

function submit(event, fields, load) {
  event.preventDefault();
  const body = { side: fields.side.value, call: fields.call.value.trim(), kind: fields.kind.value, when: fields.when.value, times: Number(fields.times.value) };
  if (body.kind === "status") body.status = Number(fields.status.value);
  if (!fields.seconds.closest("label").hidden) body.seconds = Number(fields.seconds.value);
  plan(body, load);
}

async function plan(body, load) {
  if (!(await attempt(post("/sim/faults", body)))) return;
  toast(`Planned: ${words(body)}`);
  load();
}

async function clearAll(load) {
  await attempt(remove("/sim/faults"));
  load();
}

function words(fault) {
  const [, how] = KINDS.find(([kind]) => kind === fault.kind) ?? [null, fault.kind];
  const side = fault.side === "1688" ? "1688" : "Telegram";
  return `${side} ${fault.call === "*" ? "any call" : fault.call}: ${how}`;
}

function row(fault) {
  const after = fault.when === "after" ? ", after its effect" : "";
  return el("li", { class: "fault", test: "fault-row", data: { faultId: fault.id } },
    el("span", { class: `side-tag ${fault.side === "1688" ? "m" : "t"}`, text: fault.side === "1688" ? "1688" : "TG" }),
    el("span", { class: "grow", text: words(fault).replace(/^\S+ /, "") + after }),
    el("span", { class: "tag", text: plural(fault.times, "time") }));
}
