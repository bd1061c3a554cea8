// What Telegram's own script says: the theme, what was signed for the reader, and how the page is closed.

const app = window.Telegram?.WebApp;

/** What Telegram signed; empty outside of Telegram. */
export const launch = app?.initData ?? "";

/** What to show first, named by the address or by a link to the app: a `draft`, a `basket` or a `count` and its number. */
export function first() {
  const asked = new URLSearchParams(location.search);
  const count = /^\d{1,25}(?:-\d{1,9})?$/.exec(asked.get("count") ?? "");
  if (count) return { kind: "count", number: count[0] };
  const kind = ["basket", "draft"].find((each) => asked.has(each));
  const named = kind ? `${kind}_${asked.get(kind)}` : app?.initDataUnsafe?.start_param ?? "";
  const found = /^(?:(draft|basket)_)?(\d{1,9})$/.exec(named);
  return found ? { kind: found[1] ?? "draft", number: Number(found[2]) } : {};
}

/** Say that the page is there, in all the height that there is, and keep its colours those of the client. */
export function ready() {
  coloured();
  app?.onEvent?.("themeChanged", coloured);
  app?.ready?.();
  app?.expand?.();
}

/** Whether Telegram asks before it closes the page. */
export const guard = (unsaved) => (unsaved ? app?.enableClosingConfirmation?.() : app?.disableClosingConfirmation?.());

export const close = () => app?.close?.();

function coloured() {
  if (app?.themeParams?.bg_color) document.documentElement.dataset.scheme = app.colorScheme;
}
