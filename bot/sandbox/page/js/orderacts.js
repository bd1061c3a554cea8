// What can happen to an order now: buttons, and small forms where an amount is needed.

import { post } from "./api.js";
import { button, el } from "./dom.js";
import { fenOf, plainYuan, yuan } from "./format.js";
import { attempt, toast } from "./toasts.js";

const PLAIN = {
  pay: [["pay", "Pay", {}]],
  ship: [["ship", "Ship", { parcels: 1 }], ["ship-2", "Ship in 2 parcels", { parcels: 2 }]],
  trace: [["trace", "Parcel moves on", {}]],
  receive: [["receive", "Receive", {}]],
  freeze: [["freeze", "Freeze the parcels", {}]],
  cancel: [["cancel", "Buyer cancels", {}]],
  seller_cancel: [["seller_cancel", "Seller closes", {}]],
  expire: [["expire", "Let it lapse", {}]],
};
const REFUSABLE = new Set(["waitselleragree", "waitsellerreceive"]);
const BAD = new Set(["cancel", "seller_cancel", "expire"]);

/** The buttons of an order; the likely one first. */
export function orderActions(order) {
  const box = el("div", { class: "order-acts", role: "group", "aria-label": `What happens to order ${order.id}` });
  for (const [place, action] of order.actions.entries()) {
    const kind = place === 0 ? "go" : BAD.has(action) ? "bad" : "";
    if (PLAIN[action]) box.append(...PLAIN[action].map((each, second) => plain(order, action, each, second ? "" : kind)));
    else if (action === "refund") box.append(...refunding(order, box));
    else if (action === "reprice") box.append(form(order, box, "reprice", "Change the price", reprice));
  }
  return box.children.length ? box : null;
}

/** What can be done about money that goes back: the steps of a return, and the refund itself. */
function refunding(order, box) {
  const open = order.refund && isOpen(order.refund) ? order.refund : null;
  const back = open?.goods_back ? open.status : null;
  return [
    ...(back === "waitselleragree" ? [plain(order, "refund", ["agree", "Seller wants the goods back", { stage: "agree" }], "go")] : []),
    ...(back === "waitbuyersend" ? [form(order, box, "return", "Send the goods back", goodsBack)] : []),
    ...(REFUSABLE.has(open?.status) ? [plain(order, "refund_answer", ["refuse", "Seller refuses", { refuse: true }], "bad")] : []),
    form(order, box, "refund", open ? "Finish the refund" : "Refund", refund),
  ];
}

const isOpen = (refund) => !refund.paid_fen && !/close/i.test(refund.status);

function plain(order, action, [name, label, body], kind) {
  return button({ class: `act ${kind}`, test: `order-${name}`, "aria-label": `${label}: order ${order.id}`,
    on: { click: (event) => run(event.currentTarget, order, action, body) } }, label);
}

async function run(node, order, action, body) {
  node.disabled = true;
  const done = await attempt(post(`/sim/orders/${order.id}/${action}`, body));
  node.disabled = false;
  return done;
}

function form(order, box, name, label, fill) {
  const open = () => {
    const old = box.querySelector("form");
    old?.remove();
    if (old?.dataset.name === name) return;
    box.append(fill(order, name));
    box.querySelector("form input").select();
  };
  return button({ class: "act", test: `order-${name}`, "aria-label": `${label}: order ${order.id}`, on: { click: open } }, label);
}

function amountForm(order, name, label, fen, extra, send) {
  const amount = el("input", { inputmode: "decimal", value: plainYuan(fen), "aria-label": label, test: `${name}-amount` });
  const submit = (event) => {
    event.preventDefault();
    const given = fenOf(amount.value);
    if (given === null) toast("Write an amount in yuan, like 12.50.", "bad");
    else send(event.submitter, given);
  };
  return el("form", { class: "amount", data: { name }, on: { submit } },
    el("label", {}, label, el("span", { class: "yuan" }, "¥", amount)), extra,
    el("button", { class: "act go", type: "submit", test: `${name}-do`, text: "Do it" }));
}

function refund(order, name) {
  const open = order.refund && isOpen(order.refund);
  const rest = open ? order.refund.asked_fen : order.paid_fen - order.refunded_fen;
  const asks = el("input", { type: "checkbox", test: "refund-ask" });
  const back = el("input", { type: "checkbox", test: "refund-back" });
  const extra = open ? [] : [
    el("label", { class: "pick" }, asks, "only asked for yet"),
    order.parcels.length > 0 && el("label", { class: "pick" }, back, "the goods go back"),
  ];
  return amountForm(order, name, `Refund, up to ${yuan(rest)}`, rest, extra, (node, fen) =>
    run(node, order, "refund", { fen, stage: asks.checked ? "ask" : "done", goods_back: back.checked }));
}

function goodsBack(order, name) {
  const bill = el("input", { value: "YT1", required: true, autocomplete: "off", test: "return-bill" });
  const company = el("input", { value: "圆通速递(YTO)", required: true, autocomplete: "off", test: "return-company" });
  const submit = (event) => {
    event.preventDefault();
    run(event.submitter, order, "refund", { stage: "send", bill_no: bill.value.trim(), company: company.value.trim() });
  };
  return el("form", { class: "amount", data: { name }, on: { submit } },
    el("label", {}, "Number of the parcel", bill), el("label", {}, "Carrier", company),
    el("button", { class: "act go", type: "submit", test: "return-do", text: "Do it" }));
}

function reprice(order, name) {
  return amountForm(order, name, "New total", order.total_fen, null, (node, fen) =>
    run(node, order, "reprice", { total_fen: fen }));
}
