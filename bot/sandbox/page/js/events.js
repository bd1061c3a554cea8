// Listens to the one stream of what happens, and catches up by revision after a gap.

import { get } from "./api.js";
import { settled } from "./dom.js";
import { emit, take, thread, world } from "./store.js";

const READERS = {
  message: taken,
  typing: (data) => emit("typing", data),
  answer: (data) => emit("answer", data),
  order: (data) => emit("order", data),
  call: (data) => emit("call", data),
  clock: (data) => tick(data.now),
  chats: settled(() => refresh()),
};

function taken(row) {
  const how = take(row);
  if (how) emit("message", { row, how });
}

/** Set the world's clock. */
export function tick(text) {
  world.ahead = new Date(text) - Date.now();
  emit("clock");
}

/** People, groups and the bot's name as they are now. */
export async function loadWho() {
  const [people, groups, bot] = await Promise.all([get("/sim/people"), get("/sim/chats"), get("/sim/bot")]);
  world.people = new Map(people.map((person) => [person.id, person]));
  world.groups = new Map(groups.map((group) => [group.id, group]));
  world.bot = { ...world.bot, name: bot.name, username: bot.username };
}

async function refresh() {
  await loadWho();
  await loadThreads();
  emit("people");
}

/** Every chat's messages that are not known yet, the open chat first. */
export async function loadThreads() {
  const chats = [...world.people.keys(), ...world.groups.keys()];
  chats.sort((one, other) => (other === world.chat) - (one === world.chat));
  for (const chat of chats) await catchUp(chat);
}

async function catchUp(chat) {
  const person = world.people.has(chat) ? chat : world.groups.get(chat)?.members[0];
  if (!person) return;
  const since = thread(chat).rev || null;
  const rows = await get("/sim/messages", { person, chat, since });
  if (since) rows.forEach(taken);
  else if (rows.map(take).some(Boolean)) emit("thread", chat);
}

/** Whether this is still the world that we know: the last message of the open chat is where it was. */
async function sameWorld() {
  const { last, rows } = thread(world.chat);
  const people = await get("/sim/people");
  if (!people.some((person) => person.id === world.me)) return false;
  if (!last) return true;
  const [found] = await get("/sim/messages", { person: world.me, chat: world.chat, after: last - 1 });
  return found?.message_id === last && found.date === rows.get(last).date;
}

/** Connect, and stay connected; the browser dials again by itself. */
export function listen() {
  const stream = new EventSource("/sim/events");
  let lost = false;
  for (const [kind, read] of Object.entries(READERS)) {
    stream.addEventListener(kind, (event) => read(JSON.parse(event.data)));
  }
  stream.addEventListener("error", () => {
    lost = true;
    emit("line", false);
  });
  stream.addEventListener("open", async () => {
    emit("line", true);
    if (lost) await again();
    lost = false;
  });
}

async function again() {
  if (!(await sameWorld())) {
    sessionStorage.removeItem("caigou.read");
    location.reload();
    return;
  }
  await refresh();
  tick((await get("/sim/clock")).now);
  emit("again");
}
