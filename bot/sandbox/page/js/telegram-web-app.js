// Stands in for Telegram's script of the same name, for Mini Apps in the frame: launch, theme, ready, expand and close.

(() => {
  const given = new URLSearchParams(location.hash.slice(1));
  const initData = given.get("tgWebAppData") ?? "";
  const hearers = {};

  const tell = (eventType, eventData = {}) => window.parent.postMessage(JSON.stringify({ eventType, eventData }), "*");

  const unsafe = Object.fromEntries([...new URLSearchParams(initData)].map(([name, value]) => [name, parsed(value)]));

  const app = {
    initData,
    initDataUnsafe: unsafe,
    version: given.get("tgWebAppVersion") ?? "",
    platform: given.get("tgWebAppPlatform") ?? "unknown",
    themeParams: {},
    colorScheme: "light",
    ready: () => tell("web_app_ready"),
    expand: () => tell("web_app_expand"),
    close: () => tell("web_app_close"),
    onEvent: (name, act) => (hearers[name] ??= []).push(act),
  };

  function parsed(value) {
    try {
      const found = JSON.parse(value);
      return typeof found === "object" ? found : value;
    } catch {
      return value;
    }
  }

  function coloured(params) {
    app.themeParams = params;
    for (const [name, colour] of Object.entries(params)) {
      document.documentElement.style.setProperty(`--tg-theme-${name.replaceAll("_", "-")}`, colour);
    }
    app.colorScheme = isDark(params.bg_color ?? "#ffffff") ? "dark" : "light";
  }

  function isDark(colour) {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return Math.hypot(0.55 * red, 0.77 * green, 0.34 * blue) < 120;
  }

  addEventListener("message", (event) => {
    if (event.source !== window.parent) return;
    const { eventType, eventData } = parsed(String(event.data));
    if (eventType !== "theme_changed") return;
    coloured(eventData.theme_params);
    for (const act of hearers.themeChanged ?? []) act();
  });

  coloured(parsed(given.get("tgWebAppThemeParams") ?? "{}"));
  window.Telegram = { WebApp: app };
})();
