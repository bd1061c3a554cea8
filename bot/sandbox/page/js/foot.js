// Below the chats: the story at a press, the bot's restart, the tour and the colours.

import { getIfThere, post } from "./api.js";
import { button, el, icon } from "./dom.js";
import { chatsOf, emit, on, select, world } from "./store.js";
import { showTab } from "./tabs.js";
import { attempt, toast } from "./toasts.js";

const TITLES = {
  approved: ["Play the story", "A team buys: asked, asked back, agreed by two, ordered and paid"],
  declined: ["Play: a no", "Asked in the team, and declined with a reason"],
  happy: ["Play: one buys alone", "A link becomes a parcel: asked, bought, paid, shipped, received"],
  cancelled: ["Play: the seller cancels", "Paid, closed by the seller, and the money comes back"],
  sheet: ["Play: a sheet", "Thirty lines at six sellers: one card, one decision, six orders"],
  arrivals: ["Play: a morning", "Thirty parcels of five orders arrive, and two are short"],
  alarms: ["Play: alarms", "Six things go wrong with the bot; each message says so when all is well again"],
};
const IN_THE_TEAM = ["approved", "declined", "sheet"];
const LOOK_SECONDS = 2;

export function worldFoot() {
  const stage = el("div", { class: "stage" });
  const foot = el("footer", { class: "side-foot" },
    stage,
    el("div", { class: "foot-row" },
      button({ class: "ghost wide", test: "tour", on: { click: () => emit("tour") } }, icon("info"), "Show me around"),
      button({ class: "ghost", test: "theme", "aria-label": "Light or dark", title: "Light or dark", on: { click: turnTheme } },
        icon("sun"), icon("moon"))));
  openStage(stage);
  on("again", () => openStage(stage));
  return foot;
}

/** The demo's own controls; a world without the demo has none. */
async function openStage(stage) {
  const demo = await attempt(getIfThere("/sim/demo"));
  if (!demo) return stage.replaceChildren();
  stage.replaceChildren(
    ...demo.scenes.map((name, place) => sceneButton(name, place)),
    demo.restart ? button({ class: "ghost wide", test: "restart", on: { click: restart } }, icon("restart"), "Restart the bot") : "",
  );
  showPlaying(stage, demo.playing);
  return undefined;
}

function sceneButton(name, place) {
  const [title, about] = TITLES[name] ?? [`Play: ${name.replaceAll("_", " ")}`, ""];
  return button({ class: place ? "ghost wide" : "story", test: `scene-${name}`, title: about, on: { click: (event) => play(event, name) } },
    icon("play"), el("span", {}, el(place ? "span" : "b", { text: title, data: { title } }), !place && el("small", { text: about })));
}

async function play(event, name) {
  const stage = event.currentTarget.closest(".stage");
  const admin = [...world.people.values()].find((person) => person.admin);
  if (admin) select(admin.id, IN_THE_TEAM.includes(name) ? teamOf(admin.id) : admin.id);
  showTab("talk");
  if (await attempt(post("/sim/demo/scene", { name }))) showPlaying(stage, true);
}

/** The group in which the team's stories happen: the first one that somebody is in. */
function teamOf(person) {
  return chatsOf(person).find((chat) => chat < 0) ?? person;
}

function showPlaying(stage, playing) {
  stage.classList.toggle("playing", Boolean(playing));
  for (const each of stage.querySelectorAll("button")) each.disabled = Boolean(playing);
  const title = stage.querySelector(".story b");
  if (title) title.textContent = playing ? "Playing…" : title.dataset.title;
  emit("playing", Boolean(playing));
  if (playing) setTimeout(() => look(stage), LOOK_SECONDS * 1000);
}

async function look(stage) {
  const demo = await getIfThere("/sim/demo").catch(() => null);
  showPlaying(stage, demo?.playing ?? false);
  if (demo?.failed) toast(`The story could not go on: ${demo.failed}`, "bad");
}

async function restart(event) {
  const pressed = event.currentTarget;
  pressed.disabled = true;
  toast("The bot is switched off and on again; the world and its database stay.");
  if (await attempt(post("/sim/demo/restart"))) toast("The bot is back.", "good");
  pressed.disabled = false;
}

function turnTheme() {
  const root = document.documentElement;
  const next = root.dataset.theme === "dark" ? "light" : "dark";
  root.dataset.theme = next;
  localStorage.setItem("caigou.theme", next);
}
