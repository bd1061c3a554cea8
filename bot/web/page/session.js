// The session: opened by what Telegram signed, kept in this page's memory alone, and named in each call.

const HEADER = "X-Caigou-Session";
let session = "";
let words = {};

/** One of our words in the reader's language. */
export const word = (key) => words[`app-${key}`] ?? "";

/** Open the session. Throws an Error whose message is the sentence to show. */
export async function open(launch) {
  const told = await asked("app/session", { method: "POST", body: launch });
  session = told.session;
  words = told.words;
  document.documentElement.lang = told.language;
  const dryRun = document.querySelector("#dry-run");
  dryRun.textContent = told.dry_run;
  dryRun.hidden = !told.dry_run;
}

/** Ask the bot; `body` makes it a POST. Throws an Error whose message is the sentence to show; its status if there is an answer. */
export async function ask(path, body) {
  const headers = { [HEADER]: session };
  return asked(`app/${path}`, body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) });
}

const KEPT = 60000; // bytes that a browser goes on to send when the page is closed

async function asked(path, how) {
  let answer;
  try {
    answer = await fetch(path, { ...how, cache: "no-store", keepalive: (how.body ?? "").length < KEPT / 3 });
    const told = await answer.json();
    if (answer.ok) return told;
    throw Object.assign(new Error(told.error), { status: answer.status, why: told.why });
  } catch (error) {
    if (answer && !(error instanceof SyntaxError)) throw error;
    throw new Error(word("failed") || "There is no answer.");
  }
}
