// The orders as they really are on 1688, each with what can happen to it next.

import { get } from "./api.js";
import { button, el, roving } from "./dom.js";
import { relative, plural, shortWhen, yuan } from "./format.js";
import { orderActions } from "./orderacts.js";
import { on } from "./store.js";
import { attempt, copy } from "./toasts.js";

const STATES = {
  waitbuyerpay: ["To be paid", "wait"], waitsellersend: ["Paid, to be shipped", "paid"],
  waitbuyerreceive: ["On the way", "way"], success: ["Finished", "done"], cancel: ["Closed", "closed"],
  terminated: ["Closed", "closed"],
};
const REFUNDS = { refundsuccess: "Refunded", refundclose: "Refund closed", waitbuyermodify: "Refund refused" };
const RETURNS = { waitselleragree: "Return asked", waitbuyersend: "Return agreed", waitsellerreceive: "Goods on their way back" };
const DONE = new Set(["success", "cancel", "terminated"]);
const CLOSED = {
  buyerCancel: "cancelled by the buyer", BUYER_NO_PAY: "not paid in time", sellerGoodsLack: "the seller is out of stock",
  other: "refunded in full",
};

export function ordersView(count) {
  const list = el("ul", { class: "orders", test: "orders" });
  const empty = el("div", { class: "empty" }, el("b", { text: "No orders yet" }),
    el("p", { text: "What the bot buys appears here, as 1688 itself would show it." }));
  const orders = new Map();
  const changed = () => {
    empty.hidden = orders.size > 0;
    count(orders.size);
  };
  const put = (order) => {
    const old = orders.get(order.id);
    const node = row(order);
    orders.set(order.id, node);
    if (old) swap(old, node);
    else list.prepend(node);
    changed();
  };
  on("order", put);
  on("again", () => load(list, orders, put));
  roving(list, "button");
  load(list, orders, put);
  return el("div", {}, empty, list);
}

async function load(list, orders, put) {
  const found = await attempt(get("/sim/orders"));
  if (!found) return;
  list.replaceChildren();
  orders.clear();
  found.reverse().forEach(put);
}

function swap(old, node) {
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  node.classList.add("changed");
  old.replaceWith(node);
  if (focused) (node.querySelector(`[data-testid="${focused}"]`) ?? node.querySelector(".order-acts button"))?.focus();
}

function row(order) {
  const [label, tone] = STATES[order.status] ?? [order.status, "closed"];
  return el("li", { class: "order", test: "order-row", data: { orderId: order.id, status: order.status } },
    el("header", { class: "order-head" },
      el("span", { class: `state ${tone}`, test: "order-status", title: order.status, text: label }),
      el("span", { class: "grow" }),
      el("time", { text: shortWhen(new Date(order.times.created)) })),
    el("div", { class: "order-number" },
      button({ class: "number", title: "Copy the number", on: { click: () => copy(order.id) } }, order.id),
      order.out_order_id && el("span", { class: "ref", title: "The bot's own reference", text: order.out_order_id })),
    ...order.lines.map(line),
    el("div", { class: "order-sum" }, el("span", { class: "grow", text: sumWords(order) }), el("b", { text: yuan(order.total_fen) })),
    ...facts(order),
    orderActions(order));
}

function line(each) {
  return el("div", { class: "line" },
    el("img", { src: each.picture, alt: "", width: 44, height: 44, loading: "lazy" }),
    el("div", { class: "grow" }, el("span", { class: "line-title", title: each.title, text: each.title_en || each.title }),
      el("small", { text: [each.variant, each.title].filter(Boolean)[0] })),
    el("span", { class: "line-sum" }, el("b", { text: `${each.quantity} ×` }), el("span", { text: yuan(each.price_fen) })));
}

function sumWords(order) {
  const freight = order.freight_fen ? `freight ${yuan(order.freight_fen)}` : "no freight";
  return order.paid_fen ? `${freight} · paid` : freight;
}

/** What else is to be known: until when it is paid, parcels, refund, why it was closed. */
function facts(order) {
  const found = [];
  if (order.status === "waitbuyerpay" && order.times.pay_before) {
    found.push(fact("wait", `lapses ${relative(new Date(order.times.pay_before))}`));
  }
  for (const parcel of order.parcels) found.push(fact("way", parcelWords(parcel), parcel.steps.at(-1)?.remark));
  if (order.frozen && !DONE.has(order.status)) found.push(fact("wait", "The parcels take no step any more"));
  if (order.refund) found.push(fact("money", refundWords(order.refund)));
  if (order.close_reason) found.push(fact("closed", CLOSED[order.close_reason] ?? order.close_reason));
  if (order.message) found.push(fact("note", `“${order.message}”`));
  for (const note of order.feedback) found.push(fact("note", `“${note}”`));
  return found;
}

const fact = (kind, text, more) => el("div", { class: `fact ${kind}` }, el("span", { text }), more && el("small", { text: more }));

const parcelWords = (parcel) => `${parcel.company} ${parcel.bill_no} · ${plural(parcel.pieces, "piece")}${holds(parcel)}`;

const holds = ({ lines }) => lines.length > 1 ? `: ${lines.map(([, title, pieces]) => `${pieces} × ${title}`).join(", ")}` : "";

function refundWords(refund) {
  const word = REFUNDS[refund.status] ?? (refund.goods_back ? RETURNS[refund.status] : null) ?? "Refund asked";
  const parcel = refund.bill_no ? ` · ${refund.bill_no}` : "";
  return `${word}: ${yuan(refund.paid_fen || refund.asked_fen)}${parcel}`;
}
