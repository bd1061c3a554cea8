// A list that may have thousands of entries: it is built piece by piece, as far as somebody scrolls.

import { el } from "./dom.js";

const CHUNK = 60;
const AHEAD = "1200px";

export class LongList {
  #makers = [];
  #built = 0;
  #watch;

  constructor(kind) {
    this.end = el("div", { "aria-hidden": "true" });
    this.node = el("div", { class: kind, test: "lines", role: "list" }, this.end);
    this.#watch = new IntersectionObserver((seen) => { if (seen.at(-1).isIntersecting) this.#more(); }, { rootMargin: AHEAD });
    this.#watch.observe(this.end);
  }

  /** How many entries stand there. */
  get built() {
    return this.#built;
  }

  /** Show these, each as the function that makes it; at least so many at once. */
  show(makers, least = CHUNK) {
    this.#makers = makers;
    this.#built = 0;
    this.node.replaceChildren(this.end);
    this.#more(Math.max(least, CHUNK));
  }

  #more(count = CHUNK) {
    if (this.#built >= this.#makers.length) return;
    const next = this.#makers.slice(this.#built, this.#built + count);
    this.#built += next.length;
    this.end.before(...next.map((make) => make()));
    this.#watch.unobserve(this.end); // said anew whether the end is in sight: it may still be
    this.#watch.observe(this.end);
  }
}
