// What Telegram's own script says: the theme, what was signed for the reader, and how the page is closed.

const app = window.Telegram?.WebApp;

/** What Telegram signed; empty outside of Telegram. */
export const launch = app?.initData ?? "";

/** The draft to show first, named by the address or by a link to the app; null for the orders. */
export function firstDraft() {
  const named = new URLSearchParams(location.search).get("draft") ?? app?.initDataUnsafe?.start_param ?? "";
  return /^(draft_)?\d{1,9}$/.test(named) ? Number(named.replace("draft_", "")) : null;
}

/** Say that the page is there, in all the height that there is, and keep its colours those of the client. */
export function ready() {
  coloured();
  app?.onEvent?.("themeChanged", coloured);
  app?.ready?.();
  app?.expand?.();
}

export const close = () => app?.close?.();

function coloured() {
  if (app?.themeParams?.bg_color) document.documentElement.dataset.scheme = app.colorScheme;
}
