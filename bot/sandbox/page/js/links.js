// Links: those of Telegram act here; others lead out of the pretend world, so it is told where, and cashiers take the money.

import { post } from "./api.js";
import { button, el, icon } from "./dom.js";
import { telegramLink } from "./telegramlinks.js";
import { attempt, copy, dialog, toast } from "./toasts.js";

const CASHIER = /cashier\.html?\?/i;
const NUMBERS = /\d{15,}/g;

/** The orders that a cashier's link takes the money for; none where it is no such link. */
export const ordersToPay = (url) => (CASHIER.test(url) ? url.match(NUMBERS) ?? [] : []);

/** Follow a link of Telegram, else tell where it leads. Nothing is requested from there. */
export function opened(url) {
  const act = telegramLink(url);
  if (act) {
    act();
    return;
  }
  const orders = ordersToPay(url);
  const where = /(^|\.)1688\.com$/.test(hostOf(url)) ? "1688" : hostOf(url);
  dialog({ test: "link-dialog", "aria-label": `Opens ${where}` }, (close) => [
    el("h2", {}, `Opens ${where}`),
    el("p", { class: "address", text: url }),
    el("p", { class: "hint", text: orders.length ? PAYS : LEADS }),
    el("div", { class: "row end" },
      button({ class: "plain", on: { click: () => copy(url) } }, icon("copy"), "Copy"),
      button({ class: orders.length ? "plain" : "solid", test: "link-close", on: { click: close } }, "Close"),
      orders.length > 0 && button({ class: "solid warm", test: "link-pay", autofocus: true,
        on: { click: () => pay(orders, close) } }, "Pay as the buyer would")),
  ]);
}

const PAYS = "On a real telephone this opens the cashier. Here the money is pretended too.";
const LEADS = "The pretend world is not connected to anywhere: the link is only shown.";

async function pay(orders, close) {
  close();
  for (const order of orders) {
    if (await attempt(post(`/sim/orders/${order}/pay`))) toast(`Paid on 1688: ${order}`, "good");
  }
}

function hostOf(url) {
  try {
    return new URL(url).hostname || url;
  } catch {
    return url;
  }
}

/** The address of a picture if it is served from here, else null: nothing else is ever loaded. */
export function ownPicture(url) {
  try {
    const parts = new URL(url, location.href);
    const here = parts.origin === location.origin || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(parts.hostname);
    return here && /^https?:$/.test(parts.protocol) ? parts.pathname + parts.search : null;
  } catch {
    return null;
  }
}
