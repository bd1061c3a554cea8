// What the page knows: people, chats, messages by id and revision, and what each person has read.

const listeners = new Map();

/** Call `act` whenever something of this kind happens. */
export function on(topic, act) {
  if (!listeners.has(topic)) listeners.set(topic, []);
  listeners.get(topic).push(act);
}

export function emit(topic, data) {
  for (const act of listeners.get(topic) ?? []) act(data);
}

export const world = {
  people: new Map(),
  groups: new Map(),
  threads: new Map(),
  bot: { name: "Caigou", username: "caigou_bot", commands: [] },
  me: null,
  chat: null,
  ahead: 0, // milliseconds that the world's clock is ahead of this computer's
};

export const now = () => new Date(Date.now() + world.ahead);
export const me = () => world.people.get(world.me);
export const isPrivate = (chat) => world.people.has(chat);

/** The messages of a chat, as far as they are known. */
export function thread(chat) {
  if (!world.threads.has(chat)) world.threads.set(chat, { chat, rows: new Map(), covers: new Map(), rev: 0, last: 0 });
  return world.threads.get(chat);
}

/** The newest message that this person cleared in a chat. */
export const cleared = (person, chat) => world.people.get(person)?.cleared?.[chat] ?? 0;
const shows = (row) => !row.deleted && row.message_id > cleared(world.me, row.chat) && (row.only_for ?? world.me) === world.me;
const covered = (row) => [...(thread(row.chat).covers.get(row.message_id)?.values() ?? [])].some(shows);

/** Whether the person one is sees it: it stands, is not for somebody else alone, and nothing stands in its place. */
export const visible = (row) => shows(row) && !covered(row);

/** Take a message as it stands: "new", "changed", or null where it is known already. */
export function take(row) {
  const into = thread(row.chat);
  const old = into.rows.get(row.message_id);
  into.rev = Math.max(into.rev, row.rev);
  if (old && old.rev >= row.rev) return null;
  into.rows.set(row.message_id, row);
  if (row.replaces) cover(into, row);
  if (!old && row.message_id < into.last) sort(into);
  into.last = Math.max(into.last, row.message_id);
  if (row.from !== "bot" && !old) markRead(row.from, row.chat, row.message_id);
  return old ? "changed" : "new";
}

function cover(into, row) {
  if (!into.covers.has(row.replaces)) into.covers.set(row.replaces, new Map());
  into.covers.get(row.replaces).set(row.message_id, row);
}

function sort(into) {
  into.rows = new Map([...into.rows].sort(([one], [other]) => one - other));
}

/** The chats that a person has: the private one first. */
export function chatsOf(person) {
  const groups = [...world.groups.values()].filter((group) => group.members.includes(person));
  return [person, ...groups.map((group) => group.id)];
}

export function titleOf(chat) {
  return isPrivate(chat) ? world.bot.name : world.groups.get(chat)?.title ?? "Group";
}

export function nameOf(user) {
  return user === "bot" ? world.bot.name : world.people.get(user)?.name ?? "Somebody";
}

// what has been read

const KEPT = "caigou.read";
const read = new Map(JSON.parse(sessionStorage.getItem(KEPT) ?? "[]"));

export function markRead(person, chat, upTo) {
  const key = `${person}:${chat}`;
  if ((read.get(key) ?? 0) >= upTo) return;
  read.set(key, upTo);
  sessionStorage.setItem(KEPT, JSON.stringify([...read]));
  emit("unread");
}

export function unread(person, chat) {
  const last = Math.max(read.get(`${person}:${chat}`) ?? 0, cleared(person, chat));
  const into = world.threads.get(chat);
  if (!into || into.last <= last) return 0;
  let count = 0;
  for (const row of into.rows.values()) {
    if (row.message_id > last && row.from !== person && !row.service && !row.deleted && (row.only_for ?? person) === person) count += 1;
  }
  return count;
}

export const unreadOf = (person) => chatsOf(person).reduce((sum, chat) => sum + unread(person, chat), 0);

/** The last message that stands in a chat. */
export function latest(chat) {
  const rows = [...(world.threads.get(chat)?.rows.values() ?? [])];
  return rows.findLast(visible) ?? null;
}

/** Forget revisions that the world no longer has: it was started anew. */
export function forget() {
  sessionStorage.removeItem(KEPT);
}

/** Become a person, in one of that person's chats; the private one unless said. */
export function select(person, chat = person) {
  world.me = person;
  world.chat = chatsOf(person).includes(chat) ? chat : person;
  history.replaceState(null, "", `#person=${world.me}&chat=${world.chat}`);
  emit("select");
}
