// Mini Apps: a sheet over the page with the app in a frame, and what the app says by Telegram's web events.

import { following, themed } from "./apptheme.js";
import { button, el, icon } from "./dom.js";
import { world } from "./store.js";
import { dialog } from "./toasts.js";

// Scripts and its own origin are what makes it an app; it may not lead the page elsewhere, download or open dialogs.
const MAY = "allow-scripts allow-forms allow-popups";

const OTHER_NAME = { "127.0.0.1": "localhost", localhost: "127.0.0.1" };

/** An app on this page's own port is called by the machine's other name: of one origin, its scripts could reach into the page. */
function apart(address) {
  const at = new URL(address);
  if (at.origin === location.origin) at.hostname = OTHER_NAME[at.hostname] ?? at.hostname;
  return at.href;
}

/** An app that is of this page's origin all the same gets none. */
const mayOf = (address) => (new URL(address).origin === location.origin ? MAY : `${MAY} allow-same-origin`);

/** Open an app; `send` takes the data that one of a reply keyboard may send, others send none. */
export function openApp(named, send = null) {
  const address = apart(named);
  const frame = el("iframe", { class: "app-frame", test: "app-frame", title: `Mini App of ${world.bot.name}`, src: themed(address),
    sandbox: mayOf(address), referrerpolicy: "no-referrer" });
  const sheet = dialog({ class: "dialog app", test: "app", "aria-label": world.bot.name }, (close) => [
    el("header", { class: "app-head" },
      el("div", { class: "grow" }, el("h2", { text: world.bot.name }), el("p", { text: "mini app" })),
      button({ class: "ghost", "aria-label": "Close", title: "Close", test: "app-close", autofocus: true, on: { click: close } }, icon("close"))),
    frame,
  ]);
  const hear = (event) => event.source === frame.contentWindow && heard(event.data, sheet, send);
  const leave = following(frame);
  addEventListener("message", hear);
  sheet.addEventListener("close", () => {
    removeEventListener("message", hear);
    leave();
  });
}

/** Other events of an app, known and not, change nothing here. */
function heard(said, sheet, send) {
  const { eventType, eventData } = told(said);
  if (eventType === "web_app_close") sheet.close();
  if (eventType !== "web_app_data_send" || !send) return;
  sheet.close();
  send(eventData?.data);
}

function told(said) {
  try {
    return (typeof said === "string" ? JSON.parse(said) : said) ?? {};
  } catch {
    return {};
  }
}
