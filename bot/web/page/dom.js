// Makes elements from safe parts: text stays text, nothing is ever parsed as markup.

/** An element with properties: class, text, test, on, and any attribute; false and null leave it out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(node, name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "text") node.textContent = value;
  else if (name === "test") node.dataset.testid = value;
  else if (name === "on") for (const [kind, act] of Object.entries(value)) node.addEventListener(kind, act);
  else node.setAttribute(name, value === true ? "" : value);
}

/** A button that cannot send a form. */
export const button = (props, ...children) => el("button", { type: "button", ...props }, ...children);

/** Words in lines; an empty line is a gap. */
export const lines = (words) => words.map((line) => el("p", { text: line, class: line.trim() ? null : "gap" }));

const view = document.querySelector("#view");
const said = document.querySelector("#said");
let hiding = 0;

/** Show this and nothing else. */
export function show(...parts) {
  view.replaceChildren(...parts.filter(Boolean));
  view.setAttribute("aria-busy", "false");
}

/** Say something in passing. */
export function say(words) {
  clearTimeout(hiding);
  said.textContent = words;
  said.hidden = false;
  hiding = setTimeout(() => { said.hidden = true; }, 6000);
}
