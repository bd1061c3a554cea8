// The colours of the page as a Mini App gets them: at its launch in the address, later by an event.

const NAMES = {
  bg_color: "ground", secondary_bg_color: "sunk", section_bg_color: "ground", header_bg_color: "ground", text_color: "ink",
  subtitle_text_color: "soft", hint_color: "soft", link_color: "accent", accent_text_color: "accent", button_color: "accent",
  button_text_color: "accent-ink", section_separator_color: "line", destructive_text_color: "bad",
};

export function themeParams() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(Object.entries(NAMES).map(([name, own]) => [name, style.getPropertyValue(`--${own}`).trim()]));
}

/** The address of an app with the colours of now behind what Telegram tells it. */
export const themed = (address) =>
  `${address}${address.includes("#") ? "&" : "#"}tgWebAppThemeParams=${encodeURIComponent(JSON.stringify(themeParams()))}`;

/** Tell an app whenever the colours change; returns what ends that. */
export function following(frame) {
  const watch = new MutationObserver(() => frame.contentWindow?.postMessage(
    JSON.stringify({ eventType: "theme_changed", eventData: { theme_params: themeParams() } }), "*"));
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => watch.disconnect();
}
