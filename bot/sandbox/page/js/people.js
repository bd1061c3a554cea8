// Who one is: the rail of faces, each with what that person has not read yet.

import { post } from "./api.js";
import { $, button, el, icon, roving, settled } from "./dom.js";
import { badge, face } from "./faces.js";
import { plural } from "./format.js";
import { emit, on, select, unreadOf, world } from "./store.js";
import { attempt, dialog } from "./toasts.js";
import { loadWho } from "./events.js";

export const LANGUAGES = [["en", "English"], ["zh", "中文"], ["ru", "Русский"]];

export function mountPeople() {
  const rail = $("#people");
  const faces = el("div", { class: "faces", test: "people" });
  rail.append(
    el("a", { class: "logo", href: "/", title: "Caigou" }, el("img", { src: "logo.svg", alt: "Caigou", width: 40, height: 40 })),
    el("span", { class: "rail-title", text: "You are" }),
    faces,
    button({ class: "face add", "aria-label": "Add a person", title: "Add a person", test: "add-person", on: { click: addPerson } }, icon("plus")),
  );
  roving(rail, "button");
  const draw = settled(() => show(faces), 20);
  for (const topic of ["people", "select", "message", "thread", "unread"]) on(topic, draw);
  show(faces);
}

function show(faces) {
  const kept = document.activeElement?.dataset.person;
  faces.replaceChildren(...[...world.people.values()].map(entry));
  if (kept) $(`[data-person="${kept}"]`, faces)?.focus();
}

function entry(person) {
  const count = person.id === world.me ? 0 : unreadOf(person.id);
  const label = `${person.name}${count ? `, ${plural(count, "unread message")}` : ""}`;
  const about = [person.name, person.admin ? "admin of the bot" : "", person.blocked ? "has blocked the bot" : ""];
  return button(
    {
      class: `who${person.blocked ? " blocked" : ""}`, test: "person", data: { person: person.id }, "aria-label": label,
      "aria-current": person.id === world.me ? "true" : null, title: about.filter(Boolean).join(" · "),
      on: { click: () => select(person.id, sameChat(person.id)) },
    },
    el("span", { class: "who-face" }, face(person.id), badge(count)),
    el("span", { class: "who-name", text: person.name }),
    el("span", { class: "who-lang", text: person.language.slice(0, 2).toUpperCase() }),
  );
}

/** In a group one stays there on becoming another member. */
function sameChat(person) {
  return world.groups.get(world.chat)?.members.includes(person) ? world.chat : person;
}

/** Choose whom one is, without leaving the chat if it is theirs too; for telephones, where the faces are out of sight. */
export function choosePerson() {
  dialog({ test: "be-somebody", "aria-label": "Be somebody else" }, (close) => [
    el("h2", { text: "You are…" }),
    el("div", { class: "choices" }, ...[...world.people.values()].map((person) => button(
      { class: "choice", test: "be", data: { person: person.id }, "aria-current": person.id === world.me ? "true" : null,
        on: { click: () => { close(); select(person.id, sameChat(person.id)); } } },
      face(person.id, "small"), el("span", { class: "grow", text: person.name }),
      badge(person.id === world.me ? 0 : unreadOf(person.id)), el("span", { class: "tag", text: person.language.slice(0, 2).toUpperCase() })))),
  ]);
}

function addPerson() {
  const name = el("input", { name: "name", required: true, maxlength: 64, autocomplete: "off", autofocus: true });
  const language = el("select", { name: "language" }, ...LANGUAGES.map(([code, text]) => el("option", { value: code, text })));
  dialog({ "aria-label": "Add a person" }, (close) => [
    el("h2", { text: "Add a person" }),
    el("form", { method: "dialog", class: "stack", on: { submit: (event) => create(event, name, language, close) } },
      el("label", {}, "Name", name),
      el("label", {}, "Language of their Telegram", language),
      el("p", { class: "hint", text: "They know the bot once they press Start, and may buy once an admin lets them." }),
      el("div", { class: "row end" },
        button({ class: "plain", on: { click: close } }, "Cancel"),
        el("button", { class: "solid", type: "submit", text: "Add" }))),
  ]);
}

async function create(event, name, language, close) {
  event.preventDefault();
  const made = await attempt(post("/sim/people", { name: name.value, language: language.value }));
  if (!made) return;
  close();
  await loadWho();
  emit("people");
  select(made.id);
}
