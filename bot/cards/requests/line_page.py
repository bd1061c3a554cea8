"""Words a request for a page that shows every line of it: what must be chosen first, then what each seller gets."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.cards.blocks import goods, product, purchase_lines, team_lines
from bot.cards.blocks.html import BREAK, Html, clean, plain, text
from bot.cards.blocks.sums import breakdown
from bot.cards.blocks.writer import Writer, in_our_words, show
from bot.cards.requests import draft_choices
from bot.desk.requests.line_page import SeenLines
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen, spread
from bot.purchasing.offers.offer import Offer
from bot.purchasing.offers.variant_grid import steps
from bot.purchasing.orders.as_ordered import as_ordered, only_partly, together_as_ordered
from bot.purchasing.orders.purchase_sums import sums_of
from bot.purchasing.person import Person
from bot.purchasing.requests.asked_line import AskedLine, asked_pieces, seller_of
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Snapshot, together

_LONGEST_WORDS = 500


@dataclass(frozen=True)
class PageOffer:
    """A product: `step` are the pieces that it is sold in, `several` says whether it has variants to choose from."""

    title: str
    link: str
    step: int
    several: bool


@dataclass(frozen=True)
class PageLine:
    """One variant in a line: the place of its line, the number of its product in the page's list, 0 pieces for unknown.

    `price` and `sum` are empty while nobody knows them, `problem` if nothing is wrong with it; `rather` are pieces that
    would work; `last` is what it cost the last time.
    """

    place: int
    spec_id: str
    offer: int
    variant: str
    pieces: int
    price: str
    sum: str
    note: str
    tag: str
    problem: str
    rather: tuple[int, ...] = ()
    last: str = ""


@dataclass(frozen=True)
class PageGroup:
    """Lines that belong together: what `waits` for a choice or cannot be bought, or what one seller gets.

    Of a part of a request that was split `number` is its own and `state` what became of it.
    """

    name: str
    waits: bool
    lines: list[PageLine]
    sums: str = ""
    total: str = ""
    number: int | None = None
    sign: str = ""
    state: str = ""


@dataclass(frozen=True)
class PageAddress:
    """An address to choose from, in the words of its requester's own card."""

    id: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class LinePage:
    """A request for one reader; whoever is `able` changes this `version` of it.

    `counts` say how many lines and sellers there are, or what became of its parts. Without a price `total` is empty,
    and `unpriced` says that one could be asked for.
    """

    number: int
    name: str
    version: int
    able: bool
    state: str
    counts: str
    groups: list[PageGroup]
    offers: list[PageOffer]
    total: str
    sums: str
    unpriced: bool
    address: str
    addresses: list[PageAddress]
    words: list[str]


@dataclass(frozen=True)
class _Priced:
    """The pieces of a variant in a line, what one of them costs, and what all of them do; as far as that is known."""

    pieces: int
    price: Fen | None = None
    cost: Fen | None = None


@dataclass
class _Group:
    """A group while its lines are gathered."""

    offer: Offer
    snapshots: list[Snapshot] = field(default_factory=list)
    lines: list[PageLine] = field(default_factory=list)
    part: Purchase | None = None


def line_page(seen: SeenLines, by: Person, now: datetime) -> LinePage:
    """The whole request; of a long sheet this is work for some tenths of a second."""
    w, request = Writer(by.language, now), seen.purchase.request
    gathering = _Gathering(w, seen)
    waiting, groups = gathering.waiting(), gathering.sellers()
    left = [PageGroup(w.label("app-waiting"), waits=True, lines=waiting)] if waiting else []
    snapshot, total = purchase_lines.what_counts(seen.purchase), sums_of(seen.purchase).total
    (_, state) = purchase_lines.summary(seen.purchase)
    ordered = sorted(seen.addresses, key=lambda where: not where.default)
    addresses = [
        PageAddress(
            each.address_id,
            draft_choices.address_text(w, each, private=True, number=number),
            each.address_id == request.chosen.address_id,
        )
        for number, each in enumerate(ordered, 1)
    ]
    labelled = [("why", request.why), ("note-for-seller", request.chosen.note)]
    words = [_read(w.labelled(key, text(said, _LONGEST_WORDS))) for key, said in labelled if said]
    if seen.repeat is not None:  # what it would buy once more
        words.insert(0, _read(purchase_lines.same_again(w, "repeat-seen", seen.repeat, request)))
    return LinePage(
        number=request.id,
        name=request.shown_number or "",
        version=request.version,
        able=seen.able,
        state=_begun(_read(w.line(state))),
        counts=_counts(w, seen.purchase.parts) or w.label("app-counts", lines=gathering.count, sellers=len(groups)),
        groups=[*left, *groups],
        offers=gathering.offers,
        total=_read(show(total)) if snapshot is not None else "",
        sums=_read(breakdown(w, snapshot)) if snapshot and snapshot.total == total else "",
        unpriced=seen.able and snapshot is None and bool(groups),
        address=goods.where_to(request.address_label, in_full=seen.own),
        addresses=addresses,
        words=words,
    )


class _Gathering:
    """Goes once over the lines of a request: each offer is worded once, however often it is asked for."""

    def __init__(self, w: Writer, seen: SeenLines) -> None:
        request, parts = seen.purchase.request, seen.purchase.parts
        self._w, self._able = w, seen.able
        self._moved = request.asked_for and not seen.able
        self._ordered = seen.purchase if seen.purchase.orders else None
        """What is ordered and was not split into parts: its only seller's."""
        self._asked = request.asked
        attempts = [each.attempt for each in parts or (seen.purchase,) if each.attempt is not None]
        self._failed = {(line.offer_id, line.spec_id): line for each in attempts for line in each.failed}
        self._groups: dict[object, _Group] = {}
        self._key_of: dict[tuple[str, str], object] = {}
        self._worded: dict[str, tuple[int, Offer]] = {}
        self._variants: dict[tuple[str, str], str] = {}
        self.offers: list[PageOffer] = []
        self.count = 0
        known = {each.offer.offer_id: each.offer for each in self._asked}
        for key, snapshot, part in _snapshots(request, parts, known):
            group = self._groups.setdefault(key, _Group(known[snapshot.lines[0].offer_id], part=part))
            ordered = part or self._ordered
            group.snapshots.append((as_ordered(ordered).snapshot if ordered else None) or snapshot)
            self._key_of |= {(line.offer_id, line.spec_id or ""): key for line in snapshot.lines}
        self._seen = seen
        self._priced = self._by_line(together_as_ordered(parts or (seen.purchase,)))

    def _by_line(self, snapshot: Snapshot | None) -> dict[tuple[str, str, int], _Priced]:
        """What is known of a variant in each line that asked for it, by its offer and place.

        Lines that ask for the same have their parts of its cost; if other pieces were ordered than they asked for
        together, nobody can say whose are missing.
        """
        wanted = defaultdict[tuple[str, str], list[tuple[int, int]]](list)
        for asked in filter(self._bought, self._asked):
            for spec_id, counted in asked_pieces(asked):
                wanted[asked.offer.offer_id, spec_id].append((asked.place, counted))
        found: dict[tuple[str, str, int], _Priced] = {}
        for line in snapshot.lines if snapshot is not None else ():
            lines = wanted[line.offer_id, line.spec_id or ""]
            pieces = [counted for _, counted in lines]
            if len(lines) == 1 and not self._able:
                pieces = [line.quantity]
            known = line.cost is not None and sum(pieces) == line.quantity
            costs: Sequence[Fen | None] = spread(line.cost or 0, pieces) if known else [None] * len(pieces)
            for (place, _), counted, cost in zip(lines, pieces, costs, strict=True):
                found[line.offer_id, line.spec_id or "", place] = _Priced(counted, line.price, cost)
        return found

    def waiting(self) -> list[PageLine]:
        """What is not bought as it stands: first what is still to be chosen, then what cannot be had.

        Once the request was asked for, a draft of its own has that.
        """
        if self._moved:
            return []
        out = [each for each in self._asked if not self._bought(each)]
        out.sort(key=lambda each: not each.waits)
        return [line for each in out for line in self._lines(each, self._problem(each))]

    def sellers(self) -> list[PageGroup]:
        """What is bought, by seller or by part, with its sums."""
        for each in self._asked:
            if self._bought(each):
                for line in self._lines(each, ""):
                    key = self._key_of.get((each.offer.offer_id, line.spec_id), seller_of(each.offer))
                    self._groups.setdefault(key, _Group(each.offer)).lines.append(self._taken(each.offer, line))
        return [self._group(each) for each in self._groups.values() if each.lines]

    def _taken(self, offer: Offer, line: PageLine) -> PageLine:
        """The line with what 1688 said of it, if it did not take it into its order."""
        failed = self._failed.get((offer.offer_id, line.spec_id))
        if failed is None:
            return line
        why = in_our_words(self._w, failed.reason or failed.code)
        return replace(line, sum="", problem=self._w.label("app-not-taken", reason=why))

    def _bought(self, line: AskedLine) -> bool:
        """What was asked for is what its snapshot names, whatever the offer has become since."""
        if self._able or not self._key_of:
            return line.buyable
        return any((line.offer.offer_id, spec_id) in self._key_of for spec_id, _ in asked_pieces(line))

    def _group(self, group: _Group) -> PageGroup:
        w, seller = self._w, group.offer.seller
        name = clean(seller.company or seller.login) or w.label("app-seller-untold")
        snapshot = together(group.snapshots) if group.snapshots else None
        ordered = group.part or self._ordered
        costs = sums_of(ordered).total if ordered else snapshot.total if snapshot else None
        total = _read(show(costs)) if costs is not None else ""
        sums = _read(breakdown(w, snapshot)) if snapshot and snapshot.total == costs else ""
        if group.part is None:
            return PageGroup(name, waits=False, lines=group.lines, sums=sums, total=total)
        sign, state = purchase_lines.summary(group.part)
        state_words = " · ".join(_read(each) for each in (w.line(state), *purchase_lines.back(w, group.part)))
        return PageGroup(name, False, group.lines, sums, total, group.part.request.id, sign, state_words)

    def _lines(self, asked: AskedLine, problem: str) -> Iterator[PageLine]:
        """A line for each of its variants; the first one says what is wrong, unless it is another one's fault."""
        number, offer = self._offer(asked.offer)
        pieces = asked_pieces(asked)
        finding = asked.finding if problem else None
        at_fault = finding.variant if finding else ""
        named = at_fault if at_fault in dict(pieces) else pieces[0][0]
        codes = " + ".join(each.code for each in asked.choice.own)
        note, tag = clean(" · ".join(filter(None, (codes, asked.note)))), clean(asked.tag)
        for spec_id, counted in pieces:
            self.count += 1
            told = _Priced(counted) if problem else self._priced.get((offer.offer_id, spec_id, asked.place))
            told = told or _Priced(counted)
            last = self._seen.past.last(offer.offer_id, spec_id, [each.code for each in asked.choice.own])
            yield PageLine(
                asked.place,
                spec_id,
                number,
                self._variant(offer, spec_id),
                told.pieces,
                _read(show(told.price)) if told.price is not None else "",
                _read(show(told.cost)) if told.cost is not None else "",
                note,
                tag,
                problem if spec_id == named else "",
                finding.suggestions if finding else (),
                _read(team_lines.last_time(self._w, self._seen.team, offer, last, told.price)) if last else "",
            )

    def _offer(self, offer: Offer) -> tuple[int, Offer]:
        """The number of the offer in the list of the page, and the offer in the reader's language."""
        if offer.offer_id not in self._worded:
            worded = offer.worded(self._w.language)
            self._worded[offer.offer_id] = len(self.offers), worded
            title = clean(self._w.title(worded)) or offer.offer_id
            self.offers.append(PageOffer(title, worded.link, steps(worded)[1], len(worded.skus) > 1))
        return self._worded[offer.offer_id]

    def _variant(self, offer: Offer, spec_id: str) -> str:
        key = (offer.offer_id, spec_id)
        if key not in self._variants:
            sku = offer.sku(spec_id) if spec_id else None
            name = self._w.variant(sku) if sku and sku.attributes else ""
            self._variants[key] = clean(name) or (spec_id if sku is None else "")
        return self._variants[key]

    def _problem(self, line: AskedLine) -> str:
        """What is wrong with a line, or that something of it is still to be chosen."""
        _, offer = self._offer(line.offer)
        lines = product.problem(self._w, offer, line.finding)
        words = _read(*lines).partition(" ")[2] if lines else _read(self._w.line("line-waits"))
        return _begun(words)


def _snapshots(
    request: Request, parts: Sequence[Purchase], known: dict[str, Offer]
) -> Iterator[tuple[object, Snapshot, Purchase | None]]:
    """What each seller gets, or each part of a request that was split, under a key of its own."""
    for part in parts:
        if part.request.snapshot is not None and part.request.snapshot.lines[0].offer_id in known:
            yield part.request.id, part.request.snapshot, part
    if not parts and request.snapshot is not None:
        for each in request.snapshot.parts or (request.snapshot,):
            if each.lines[0].offer_id in known:
                yield seller_of(known[each.lines[0].offer_id]), each, None


def _counts(w: Writer, parts: Sequence[Purchase]) -> str:
    """What became of the parts of a request that was split: how many were ordered, refused, or are not clear."""
    counted = Counter(_outcome(each) for each in parts)
    facts = {"total": len(parts)}
    return " · ".join(w.label(key, n=counted[key], **facts) for key in _OUTCOMES if counted[key])


_OUTCOMES = ("app-ordered", "app-partly", "app-going", "app-asked-anew", "app-refused", "app-over", "app-unclear")


def _outcome(part: Purchase) -> str:
    attempt = part.attempt
    if attempt is not None and (attempt.doubtful or attempt.state is AttemptState.CONFLICT):
        return "app-unclear"
    if part.orders and not purchase_lines.counts(part) and part.request.state is not RequestState.CLOSED:
        return "app-over"
    if part.orders:
        return "app-partly" if only_partly(part) else "app-ordered"
    if part.request.state is RequestState.PENDING:
        return "app-asked-anew"
    return "app-going" if attempt is not None and attempt.live else "app-refused"


def _begun(words: str) -> str:
    """The words as the beginning of a line."""
    return words[:1].upper() + words[1:]


def _read(*markup: Html | str) -> str:
    """The words as they are read, in one line."""
    return " ".join(plain(each).replace(BREAK, "") for each in markup)
