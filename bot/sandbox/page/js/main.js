// Puts the page together: who is there, the columns, the stream of what happens, and the tour for a first visit.

import { get } from "./api.js";
import { mountChats } from "./chats.js";
import { composer } from "./composer.js";
import { listen, loadThreads, loadWho, tick } from "./events.js";
import { mountAnswers } from "./inline.js";
import { mountMarket } from "./market.js";
import { mountPeople } from "./people.js";
import { select, world } from "./store.js";
import { mountTabs } from "./tabs.js";
import { mountTalk } from "./talk.js";
import { attempt } from "./toasts.js";
import { mountTour } from "./tour.js";

/** The person and chat that the address names, else the bot's admin in private. */
function begin() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const person = Number(asked.get("person"));
  const admin = [...world.people.values()].find((each) => each.admin) ?? [...world.people.values()][0];
  select(world.people.has(person) ? person : admin?.id, Number(asked.get("chat")) || undefined);
}

async function start() {
  document.body.classList.toggle("no-market", Boolean(localStorage.getItem("caigou.folded")));
  await loadWho();
  tick((await get("/sim/clock")).now);
  begin();
  mountTabs();
  mountPeople();
  mountChats();
  mountTalk(composer());
  mountMarket();
  mountAnswers();
  select(world.me, world.chat);
  listen();
  await loadThreads();
  document.body.dataset.ready = "yes";
  mountTour();
}

attempt(start());
