// What each person has begun to write in each chat; it stays when one switches, and when the page is loaded again.

const KEPT = "caigou.drafts";
const drafts = new Map(JSON.parse(sessionStorage.getItem(KEPT) ?? "[]"));

export const draftOf = (person, chat) => drafts.get(`${person}:${chat}`) ?? "";

/** Keep what is begun; an empty text forgets it. */
export function keepDraft(person, chat, text) {
  const key = `${person}:${chat}`;
  if ((drafts.get(key) ?? "") === text) return;
  if (text.trim()) drafts.set(key, text);
  else drafts.delete(key);
  sessionStorage.setItem(KEPT, JSON.stringify([...drafts]));
}
