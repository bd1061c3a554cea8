// All lines of a request: what must be settled first, then what each seller gets; changes wait here and are saved at once.

import { Cells } from "./cells.js";
import { button, el, lines, say, show } from "./dom.js";
import { LongList } from "./longlist.js";
import { showOrders } from "./orders.js";
import { ask, word } from "./session.js";
import { stepper, within } from "./stepper.js";
import { close, guard } from "./telegram.js";

const TYPED_MS = 120;

export async function showBasket(number) {
  try {
    new Basket(await ask(`baskets/${number}`)).show();
  } catch (error) {
    show(home(), el("div", { class: "alone", test: "refused" }, el("p", { text: error.message }),
      button({ class: "plain", text: word("again"), on: { click: () => showBasket(number) } })));
  }
}

const home = () => button({ class: "home", test: "home", text: `‹ ${word("orders")}`, on: { click: () => { guard(false); showOrders(); } } });

const same = (one, other) => {
  const specs = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...specs].every((spec) => (one[spec] ?? 0) === (other[spec] ?? 0));
};

class Basket {
  #timer = 0;
  #busy = false;

  constructor(told, before = null) {
    this.told = told;
    this.names = before?.names ?? new Map();
    this.sought = before?.sought ?? { words: "", seller: "", tag: "", waits: false };
    this.address = before?.address ?? null;
    this.stood = new Map();
    for (const group of told.groups) for (const line of group.lines) this.#stands(group, line);
    this.changes = new Map([...(before?.changes ?? [])].filter(([place]) => this.#unmoved(place, before)));
    if (this.address && !told.addresses.some((each) => each.id === this.address && !each.chosen)) this.address = null;
  }

  #stands(group, line) {
    const { title } = this.told.offers[line.offer];
    line.text = [title, line.variant, line.note, line.tag, group.name].join("\n").toLowerCase();
    const place = this.stood.get(line.place) ?? this.stood.set(line.place, { offer: this.told.offers[line.offer], pieces: {}, lines: [] }).get(line.place);
    place.pieces[line.spec_id] = line.pieces;
    place.lines.push(line);
  }

  /** Whether a line is the one that was changed, as it was: then its change still means the same. */
  #unmoved(place, before) {
    const was = before.stood.get(place);
    const is = this.stood.get(place);
    return was && is && was.offer.link === is.offer.link && same(was.pieces, is.pieces);
  }

  get unsaved() {
    return this.changes.size + (this.address === null ? 0 : 1);
  }

  pieces(place) {
    return this.changes.get(place) ?? this.stood.get(place).pieces;
  }

  show(least = 0) {
    this.list = new LongList(this.told.able ? "lines" : "lines fixed");
    this.foot = el("footer", { test: "foot" });
    const { told } = this;
    show(home(), this.#head(), told.words.length > 0 && el("div", { class: "notes" }, lines(told.words)), this.#where(), this.#filters(), this.list.node, this.foot);
    this.#fill(least);
    this.#bottom();
  }

  #head() {
    const { name, state, counts } = this.told;
    return el("header", { class: "head" }, el("h1", { text: [name && `#${name}`, state].filter(Boolean).join(" · ") }), el("p", { class: "notes", test: "counts", text: counts }));
  }

  #where() {
    const { able, address, addresses } = this.told;
    if (!able || !addresses.length) return address && el("p", { class: "where", text: `${word("address")} · ${address}` });
    const chosen = this.address ?? addresses.find((each) => each.chosen)?.id;
    const options = addresses.map((each) => el("option", { value: each.id, text: each.label, selected: each.id === chosen }));
    const none = chosen === undefined && el("option", { value: "", text: "…", selected: true, disabled: true });
    return el("label", { class: "where" }, el("span", { text: word("address") }),
      el("select", { test: "address", on: { change: (event) => this.#move(event.target.value) } }, none, options));
  }

  #move(id) {
    this.address = this.told.addresses.some((each) => each.id === id && each.chosen) ? null : id;
    this.#bottom();
  }

  #filters() {
    const { groups } = this.told;
    const all = groups.flatMap((group) => group.lines);
    if (all.length < 8) return "";
    const sellers = [...new Set(groups.filter((group) => !group.waits).map((group) => group.name))];
    const tags = [...new Set(all.map((line) => line.tag).filter(Boolean))];
    const find = el("input", { type: "search", test: "find", placeholder: word("find"), "aria-label": word("find"), value: this.sought.words, on: { input: () => this.#seek("words", find.value, TYPED_MS) } });
    const waits = groups.some((group) => group.waits) && button({ class: "toggle", test: "waits", text: word("problems"), "aria-pressed": String(this.sought.waits),
      on: { click: () => { this.#seek("waits", !this.sought.waits); waits.setAttribute("aria-pressed", String(this.sought.waits)); } } });
    return el("div", { class: "seek", role: "search" }, find, sellers.length > 1 && this.#pick("seller", word("sellers"), sellers), tags.length > 0 && this.#pick("tag", word("tags"), tags), waits);
  }

  #pick(name, every, values) {
    const options = values.map((each) => el("option", { value: each, text: each, selected: this.sought[name] === each }));
    return el("select", { test: name, "aria-label": every, on: { change: (event) => this.#seek(name, event.target.value) } }, el("option", { value: "", text: every }), options);
  }

  #seek(name, value, soon = 0) {
    this.sought[name] = value;
    clearTimeout(this.#timer);
    if (soon) this.#timer = setTimeout(() => this.#fill(), soon);
    else this.#fill();
  }

  #fits(group, line, words) {
    const { seller, tag, waits } = this.sought;
    return (!waits || group.waits) && (!seller || group.name === seller) && (!tag || line.tag === tag) && words.every((each) => line.text.includes(each));
  }

  #fill(least = 0) {
    const words = this.sought.words.toLowerCase().split(/\s+/).filter(Boolean);
    const makers = [];
    for (const group of this.told.groups) {
      const fitting = group.lines.filter((line) => this.#fits(group, line, words));
      if (fitting.length) makers.push(() => title(group));
      fitting.forEach((line, at) => {
        const again = at > 0 && fitting[at - 1].offer === line.offer && !group.waits;
        makers.push(() => this.#row(line, again));
        const { lines } = this.stood.get(line.place);
        if (lines.at(-1) === line) makers.push(...this.#added(line).map((added) => () => this.#row(added, true)));
      });
    }
    if (!makers.length) makers.push(() => el("p", { class: "empty", test: "empty", text: word("none-fit") }));
    this.list.show(makers, least);
  }

  /** Variants that were chosen here, and that the line did not have. */
  #added(line) {
    const { pieces } = this.stood.get(line.place);
    const more = Object.keys(this.changes.get(line.place) ?? {}).filter((spec) => !(spec in pieces));
    return more.map((spec_id) => ({ ...line, spec_id, variant: this.names.get(`${line.place} ${spec_id}`), pieces: 0, price: "", sum: "", problem: "", rather: [] }));
  }

  #row(line, again) {
    const { able } = this.told;
    const offer = this.told.offers[line.offer];
    const name = [offer.title, line.variant].filter(Boolean).join(", ");
    const chosen = line.spec_id || !offer.several;
    const count = able && !chosen ? this.#chooser(line, offer, word("choose"), "count choose")
      : able ? stepper(name, offer.step, true, (change) => put(change(now()))) : el("span", { class: "count", text: chosen && line.pieces ? `× ${line.pieces}` : "" });
    const field = count.querySelector("input");
    const sum = el("span", { class: "sum" });
    const out = able && button({ class: "out", on: { click: () => (gone() ? put(line.pieces) : put(0, true)) } });
    const about = [line.note, line.tag, line.last].filter(Boolean).join(" · ");
    const rather = able && chosen && line.rather.length > 0 && el("div", { class: "rather" }, line.rather.map((pieces) =>
      button({ class: "plain", test: "rather", text: String(pieces), "aria-label": `${name}: ${pieces}`, on: { click: () => put(pieces) } })));
    const node = el("div", { class: again ? "line again" : "line", test: "line", role: "listitem" },
      el("div", { class: "what" }, !again && el("strong", { text: offer.title }), this.#variant(line, offer), about && el("small", { text: about }),
        line.problem && el("p", { class: "wrong", text: line.problem })),
      count, el("span", { class: "price", text: line.price }), sum, rather, out);
    const now = () => this.pieces(line.place)[line.spec_id] ?? 0;
    const gone = () => this.changes.has(line.place) && !now();
    const put = (pieces, out = false) => { this.#change(line.place, { ...this.pieces(line.place), [line.spec_id]: within(pieces) }, out); draw(); };
    const draw = () => {
      const pieces = now();
      const moved = gone() || pieces !== line.pieces;
      node.classList.toggle("moved", moved);
      node.classList.toggle("gone", gone());
      sum.textContent = moved && !rather ? "…" : line.sum;
      if (field && Number(field.value) !== pieces) field.value = pieces || "";
      if (!out) return;
      const label = word(gone() ? "restore" : "remove");
      out.textContent = gone() ? "↺" : "×";
      out.title = label;
      out.setAttribute("aria-label", `${label}: ${name}`);
    };
    draw();
    return node;
  }

  #variant(line, offer) {
    if (!line.variant) return null;
    return this.told.able && offer.several ? this.#chooser(line, offer, line.variant, "variant link") : el("span", { class: "variant", text: line.variant });
  }

  #chooser(line, offer, words, kind) {
    return button({ class: kind, test: "variant", text: words, on: { click: () => this.#choose(line.place, offer) } });
  }

  /** Change the pieces of a line; what is again as it stands is no change, but a line without pieces can be taken out. */
  #change(place, pieces, out = false) {
    if (same(pieces, this.stood.get(place).pieces) && !(out && none(pieces))) this.changes.delete(place);
    else this.changes.set(place, pieces);
    this.#bottom();
  }

  /** All variants of one line, on the same cells as those of a product alone. */
  async #choose(place, offer) {
    let told;
    try {
      told = await ask(`baskets/${this.told.number}/lines/${place}`);
    } catch (error) {
      say(error.message);
      return;
    }
    const { built } = this.list;
    const top = scrollY;
    const pieces = { ...this.pieces(place) };
    const back = () => { this.show(built); scrollTo(0, top); };
    const named = told.rows.flatMap((row) => row.cells.map((cell) => {
      this.names.set(`${place} ${cell.spec_id}`, [row.name, cell.name].filter(Boolean).join(" / "));
      return { ...cell, pieces: pieces[cell.spec_id] ?? 0 };
    }));
    const rows = told.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => named.find((each) => each.spec_id === cell.spec_id)) }));
    const cells = new Cells(rows, told.step, (spec, counted) => { pieces[spec] = counted; take.disabled = cells.empty; });
    const take = button({ class: "solid", test: "take", text: word("take"), on: { click: () => { this.#change(place, only(pieces)); back(); } } });
    take.disabled = cells.empty;
    show(button({ class: "home", test: "home", text: `‹ ${word("lines")}`, on: { click: back } }),
      el("h1", { text: offer.title }), el("div", { class: "notes" }, lines(told.lines)), ...cells.nodes, el("footer", {}, take));
    scrollTo(0, 0);
  }

  #bottom() {
    const { told, unsaved } = this;
    guard(unsaved > 0);
    const nowhere = told.addresses.length > 0 && !told.addresses.some((each) => each.chosen);
    const standing = told.total ? `${word("total")} ${told.total}` : word(nowhere ? "where" : "unpriced");
    const total = el("output", { test: "total" }, el("span", { text: unsaved ? `${word("unsaved")} (${unsaved})` : standing }),
      !unsaved && told.sums && el("small", { text: told.sums }));
    const act = (test, text, run, kind = "solid") => button({ class: kind, test, text, disabled: this.#busy, on: { click: run } });
    const acts = unsaved ? [act("undo", word("undo"), () => this.#undo(), "plain"), act("save", word("save"), () => this.#save())]
      : told.unpriced && !nowhere ? [act("save", word("ask-price"), () => this.#save())]
      : [act("back", word(told.able && told.total ? "to-confirm" : "back"), close)];
    this.foot.replaceChildren(total, el("div", { class: "acts" }, acts));
  }

  #undo() {
    this.changes.clear();
    this.address = null;
    const top = scrollY;
    this.show(this.list.built);
    scrollTo(0, top);
  }

  async #save() {
    if (this.#busy) return;
    this.#busy = true;
    const held = this.foot.contains(document.activeElement);
    this.#bottom();
    const { number, version } = this.told;
    try {
      this.#next(await ask(`baskets/${number}`, { version, lines: asTold(this.changes), address: this.address }), false);
    } catch (error) {
      await this.#again(error.message);
    }
    if (held) document.querySelector("footer .acts button:last-child")?.focus({ preventScroll: true });
  }

  /** Nobody knows what was saved: what stands is shown, with the changes of lines that are as they were. */
  async #again(words) {
    say(words);
    try {
      const next = this.#next(await ask(`baskets/${this.told.number}`), true);
      if (next.unsaved) say(`${words}\n${word("kept")}`);
    } catch {
      this.#busy = false;
      this.#bottom();
    }
  }

  #next(told, kept) {
    const next = new Basket(told, kept ? this : { names: this.names, sought: this.sought });
    const top = scrollY;
    next.show(this.list.built);
    scrollTo(0, top);
    return next;
  }
}

const none = (pieces) => Object.values(pieces).every((counted) => !counted);

/** The changes as they are told: of each line what is left of it. */
const asTold = (changes) => Object.fromEntries([...changes].map(([place, pieces]) => [place, Object.fromEntries(Object.entries(pieces).filter(([, counted]) => counted))]));

const only = (pieces) => Object.fromEntries(Object.entries(pieces).filter(([spec, counted]) => spec && counted > 0));

/** A group's heading: the seller and the sum, or what became of its part. */
function title(group) {
  const state = group.state && `${group.sign} ${group.state}`.trim();
  return el("header", { class: group.waits ? "group waits" : "group", test: "group" },
    el("h2", { text: group.name }), group.total && el("strong", { class: "sum", text: group.total }),
    (state || group.sums) && el("small", {}, state && el("span", { class: "state", text: state }), group.sums && el("span", { text: group.sums })));
}
