// What is sold in the pretend market: to paste into the chat, to change, or to buy on the site itself.

import { get, post } from "./api.js";
import { button, el, icon, roving } from "./dom.js";
import { paste } from "./composer.js";
import { on } from "./store.js";
import { narrow, showTab } from "./tabs.js";
import { attempt, copy, toast } from "./toasts.js";

const KINDS = {
  plain: "one price", range: "price tiers", sku: "variants", sku_range: "variants and tiers", lot: "sold in lots",
  mixed: "mixed wholesale", sold_out: "sold out", delisted: "delisted", no_api: "not sold online", split: "two warehouses",
};
const PUBLISHED = "published";

export function goodsView(count) {
  const list = el("ul", { class: "goods", test: "goods" });
  const search = el("input", { type: "search", placeholder: "Search the goods", "aria-label": "Search the goods", test: "goods-search" });
  search.addEventListener("input", () => filter(list, search.value));
  roving(list, "button");
  const load = async () => {
    const goods = await attempt(get("/sim/goods"));
    if (!goods) return;
    list.replaceChildren(...goods.map(row));
    count(goods.length);
    filter(list, search.value);
  };
  on("again", load);
  load();
  return el("div", {}, el("div", { class: "pane-bar" }, search), list);
}

function filter(list, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  for (const node of list.children) node.hidden = !words.every((word) => node.dataset.words.includes(word));
}

function row(good) {
  const words = [good.title, good.title_en, good.offer_id, good.seller, good.kind, KINDS[good.kind]].join(" ").toLowerCase();
  const node = el("li", { class: `good${good.status === PUBLISHED ? "" : " off"}`, test: "good", data: { offerId: good.offer_id, words, kind: good.kind } },
    el("img", { src: good.picture, alt: "", width: 64, height: 64, loading: "lazy" }),
    el("div", { class: "good-main" },
      el("span", { class: "good-title", title: good.title, text: good.title_en || good.title }),
      el("span", { class: "good-facts" }, el("b", { text: `¥ ${good.price}` }), ` · from ${good.min_order} ${good.unit}`,
        good.lot ? ` · lots of ${good.lot}` : "", ` · ${good.stock.toLocaleString("en")} left`),
      el("span", { class: "chips" }, el("span", { class: "tag", text: KINDS[good.kind] ?? good.kind }),
        good.skus.length > 0 && el("span", { class: "tag", text: `${good.skus.length} variants` }),
        good.status !== PUBLISHED && el("span", { class: "tag bad", text: good.status })),
      acts(good, () => node)));
  return node;
}

function acts(good, node) {
  return el("span", { class: "good-acts" },
    button({ class: "act go", test: "good-paste", "aria-label": `Paste the link of ${good.title_en}`, on: { click: () => put(good.link) } },
      icon("paste"), "Paste link"),
    button({ class: "act", title: "The short link that the app shares", on: { click: () => put(good.short_link) } }, "Short link"),
    button({ class: "act icon-only", "aria-label": "Copy the link", title: "Copy the link", on: { click: () => copy(good.link) } }, icon("copy")),
    button({ class: "act icon-only", test: "good-change", "aria-label": "Change price or stock", title: "Change price or stock", on: { click: () => change(good, node()) } }, icon("edit")));
}

function put(text) {
  if (narrow()) showTab("talk");
  paste(text);
}

function change(good, node) {
  const old = node.querySelector("form");
  if (old) return old.remove();
  const price = el("input", { inputmode: "decimal", value: good.price, test: "good-price" });
  const stock = el("input", { inputmode: "numeric", value: good.stock, test: "good-stock" });
  const sold = el("input", { type: "checkbox", checked: good.status === PUBLISHED });
  const submit = (event) => {
    event.preventDefault();
    save(good, node, changes(good, price.value.trim(), stock.value.trim(), sold.checked));
  };
  return node.querySelector(".good-main").append(el("form", { class: "amount", on: { submit } },
    el("label", {}, "Price", el("span", { class: "yuan" }, "¥", price)),
    el("label", {}, "Stock", el("span", { class: "yuan" }, stock)),
    el("label", { class: "pick" }, sold, "on sale"),
    el("button", { class: "act go", type: "submit", test: "good-save", text: "Save" }),
    button({ class: "act", title: "An order placed on the site, outside the bot", on: { click: () => buy(good) } }, "Buy on the site")));
}

/** Only what differs: a price that is set again would level the tiers' own. */
function changes(good, price, stock, sold) {
  const body = {};
  if (price !== good.price) body.price = price;
  if (stock !== String(good.stock)) body.stock = Number(stock);
  if (sold !== (good.status === PUBLISHED)) body.status = sold ? PUBLISHED : "expired";
  return body;
}

async function save(good, node, body) {
  const changed = await attempt(post(`/sim/goods/${good.offer_id}`, body));
  if (!changed) return;
  node.replaceWith(row(changed));
  toast("Changed on 1688.", "good");
}

async function buy(good) {
  const placed = await attempt(post("/sim/orders", { offer_id: good.offer_id, quantity: good.min_order }));
  if (placed) toast(`Ordered on the site: ${placed.id}`, "good");
}
