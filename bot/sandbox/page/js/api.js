// The control surface of the pretend world: one door for every call, refusals as sentences.

/** What the surface refused, with its own sentence. */
export class Refusal extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

async function call(method, path, body) {
  const options = { method, headers: {} };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Refusal("The pretend world does not answer. Is it still running?", 0);
  }
  const value = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refusal(value?.error ?? `${path} answered ${answer.status}`, answer.status);
  return value;
}

export const get = (path, query = {}) => {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  const tail = new URLSearchParams(given).toString();
  return call("GET", tail ? `${path}?${tail}` : path);
};
export const post = (path, body = {}) => call("POST", path, body);
export const remove = (path) => call("DELETE", path);

/** The value, or null where the surface has no such thing. */
export async function getIfThere(path) {
  try {
    return await get(path);
  } catch (refusal) {
    if (refusal.status === 404) return null;
    throw refusal;
  }
}
