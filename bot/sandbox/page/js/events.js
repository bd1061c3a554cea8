// Listens to the one stream of what happens, and catches up by revision after a gap.

import { get } from "./api.js";
import { settled } from "./dom.js";
import { emit, forget, take, thread, world } from "./store.js";

const DIAL_MS = 2000;

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

const loaded = new Set();

/** The messages of every chat that was never loaded, the open chat first; the stream brings what comes later. */
export async function loadThreads() {
  const chats = [...world.people.keys(), ...world.groups.keys()].filter((chat) => !loaded.has(chat));
  chats.sort((one, other) => (other === world.chat) - (one === world.chat));
  for (const chat of chats) await catchUp(chat);
}

/** A chat's messages: all of them at first, after a gap those from where the line was lost. */
async function catchUp(chat, since = null) {
  loaded.add(chat);
  const readers = world.people.has(chat) ? [chat] : world.groups.get(chat)?.members ?? [];
  const seen = await Promise.all(readers.map((person) => get("/sim/messages", { person, chat, since })));
  const rows = seen.flat(); // each member may see something that the others do not
  if (since !== null) rows.forEach(taken);
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

/** Connect, and stay connected: the browser dials again by itself, except where it was refused. */
export function listen(lost = null) {
  const stream = new EventSource("/sim/events");
  for (const [kind, read] of Object.entries(READERS)) {
    stream.addEventListener(kind, (event) => read(JSON.parse(event.data)));
  }
  stream.addEventListener("error", () => {
    lost ??= newest();
    emit("line", false);
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => listen(lost), DIAL_MS);
  });
  stream.addEventListener("open", async () => {
    emit("line", true);
    const gap = lost;
    lost = null;
    if (gap !== null) await again(gap);
  });
}

/** The last revision that is known of any chat; the world counts them together. */
const newest = () => Math.max(0, ...[...world.threads.values()].map((each) => each.rev));

async function again(since) {
  if (!(await sameWorld())) {
    forget();
    location.reload();
    return;
  }
  for (const chat of [...loaded]) await catchUp(chat, since);
  await refresh();
  tick((await get("/sim/clock")).now);
  emit("again");
}
