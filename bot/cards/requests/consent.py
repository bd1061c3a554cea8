"""Shows the card that is consented to: the exact total, what it is made of, and what moved since it was last shown."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal

from bot.cards.blocks import product, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, brief, join, screenful, shortened, whole
from bot.cards.blocks.links import open_in_private
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import FAILED, NEEDS_YOU, WAITS, Writer, dotted, picture, press, rows, show
from bot.cards.requests import baskets, lists, own_skus, several
from bot.cards.requests.draft_choices import CardTurn, address_text, cancel, to_list
from bot.cards.texts import catalogue as texts
from bot.desk.shared.values import CardState, Stage
from bot.purchasing.approval.judge import Obstacle
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import PriceBy
from bot.purchasing.orders.preview_sums import taken_off_already
from bot.purchasing.request import Snapshot, differences
from bot.purchasing.requests.purchase import Request

_MOST_TEAMS = 3
_SELLERS = 4
"""How many sellers stand on the card if nothing is left out; else two less."""
SHORT, ADDRESS, _BESIDE_WIDTH = 36, 60, 12
"""How much of somebody's own words and of an address stands on the card, in columns."""
MONEY_FIELDS = ("unit_price", "goods", "freight", "discount", "total")


def confirm(w: Writer, step: CardState, turn: CardTurn) -> View:
    """The card after everything was chosen: check it, then buy, change, note or cancel."""
    request, snapshot = step.purchase.request, step.purchase.request.snapshot
    moved_since = _moved_since(step)
    lines, money = _heading(w, step), list[Html]()
    sums, codes = own_skus.sums(w, request), own_skus.codes(w, request)
    bought, out = _bought(w, request, snapshot, len(sums) + bool(step.shut_out)), baskets.left_out(w, request)
    if snapshot is not None:
        lines += bought
        money = breakdown(w, step, snapshot)[: 1 if moved_since else 2]
        lines += money
    elif step.finding is None:
        lines.append(w.line("no-price-text"))
    where = _where(w, step)
    lines += [*_moves(w, step), *where] if moved_since else where
    note, team = _note(w, step), _of_team(w, step)
    strange = product.unread(w, request.choice.wanted) or baskets.unread(w, request)
    warnings = [*sums, *strange, *out, *team_lines.added_by(w, step), *_warnings(w, step)]
    spare = [*(codes if request.asked else ()), *reversed(out[1:]), *(where if moved_since else ()), *note]
    spare += [*money[1:], *(where if step.shut_out else ())] if step.shut_out or request.asked else []
    forms = [*team_lines.budget_forms(w, step), *zip(team[:1], _whose(w, step, short=True), strict=True)]
    lines = screenful(shortened([*lines, *codes, *note, *team, *warnings], forms), spare)
    keyboard = changes(w, step, turn.page) if turn.more else _decision(w, step, snapshot, _start(w, step, turn))
    image = request.sku.image_url if request.sku else ""
    return View(join(lines), keyboard, picture(image, request.offer.image_url))


def _bought(w: Writer, request: Request, snapshot: Snapshot | None, taken: int) -> list[Html]:
    """The sellers of several offers, or the variants of one; so many lines of theirs are `taken` by others."""
    if snapshot is None:
        return []
    if request.asked:
        every = all(each.buyable for each in request.asked)
        most = _SELLERS if every else _SELLERS - 2
        return baskets.sellers(w, request, snapshot, max(1, most - taken))
    return several.listed(w, request.offer, snapshot.lines)


def _note(w: Writer, step: CardState) -> list[Html]:
    """The note that the seller gets with the order."""
    note = step.purchase.request.choice.note
    return [w.labelled("note-for-seller", words(note, SHORT))] if note else []


def words(value: str, width: int) -> Html:
    """The beginning of somebody's own words, on a line of ours."""
    return Html(f"<i>{brief(value, width)}</i>")


def breakdown(w: Writer, step: CardState, snapshot: Snapshot) -> list[Html]:
    """The total; below it goods, freight and discount, exact to the fen."""
    total = Html(f"{bold(show(snapshot.total))}{team_lines.foreign(w, step, snapshot.total)}")
    if step.purchase.request.asked:
        return [total, baskets.breakdown(w, snapshot)]
    offer, pieces = step.purchase.request.offer, w.of(step.purchase.request.offer, snapshot.quantity)
    tier = offer.tier_for(snapshot.quantity)
    key = "goods" if len(offer.tiers) < 2 or tier is None or offer.price_by is PriceBy.SKU else "goods-tier"
    start = w.of(offer, tier.start, "-from") if tier and tier.price == snapshot.unit_price else ""
    key = key if start else "goods"
    facts = {"amount": show(snapshot.goods), "pieces": pieces, "price": each_price(snapshot), "from": start}
    parts = [w.line(key, **facts)]
    parts.append(
        w.line("freight", amount=show(snapshot.freight)) if step.abilities.freight else w.line("freight-unknown")
    )
    if snapshot.discount:
        key = "discount-taken" if taken_off_already(snapshot.reading) else "discount"
        parts.append(w.line(key, amount=show(Fen(-abs(snapshot.discount)))))
    return [total, dotted(parts)]


def each_price(snapshot: Snapshot) -> Html:
    """What a piece costs: one price, or from the cheapest to the dearest line of which it is known."""
    prices = sorted({line.price for line in snapshot.lines if line.price is not None})
    return show(prices[0]) if len(prices) == 1 else Html(f"{show(prices[0])} – {show(prices[-1])}")


def piece_and_freight(w: Writer, snapshot: Snapshot, *, freight: bool) -> Html:
    """What a piece costs, or all of them, the freight if the way to buy tells it, and the discount, in one line."""
    known = all(line.price is not None for line in snapshot.lines)
    parts = [w.line("each", price=each_price(snapshot)) if known else w.line("goods-sum", amount=show(snapshot.goods))]
    parts.append(w.line("freight", amount=show(snapshot.freight)) if freight else w.line("freight-unknown"))
    if snapshot.discount:
        parts.append(w.line("discount", amount=show(snapshot.discount)))
    return dotted(parts)


def moved(w: Writer, fields: Mapping[str, tuple[object, object]]) -> list[Html]:
    """Old → new for each amount that moved, and the names of other parts that did."""
    amounts = [
        w.line("moved-amount", field=w.line(f"field-{name.replace('_', '-')}"), old=show(Fen(old)), new=show(Fen(new)))
        for name in MONEY_FIELDS
        if name in fields and not (name == "goods" and "unit_price" in fields)
        for old, new in [fields[name]]
        if isinstance(old, int) and isinstance(new, int)
    ]
    others = [w.line("field-" + name.replace("_", "-")) for name in fields if name in OTHER_FIELDS]
    return [*amounts, *([w.line("moved-others", names=w.line("comma").join(others))] if others else [])]


OTHER_FIELDS = ("lines", "quantity", "seller", "address_id", "flow", "trade_mode", "note")


def change_of(old: Fen, new: Fen) -> Html:
    """How an amount moved: `+¥ 50.00, +5.8 %`; without a percentage from nothing."""
    sign = "+" if new >= old else "-"
    step = whole(f"{sign}{show(Fen(abs(new - old)))}")
    return Html(f"{step}, {percent_of(old, new)}") if old else step


def percent_of(old: Fen, new: Fen) -> Html:
    """By how much of itself an amount moved: `+5.8 %`; from nothing, by how much it did."""
    if not old:
        return change_of(old, new)
    percent = (Decimal(abs(new - old)) * 100 / Decimal(old)).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    return whole(f"{'+' if new >= old else '-'}{percent} %")


def since_agreed(w: Writer, old: Fen, new: Fen, shown: Html | None = None) -> Html:
    """What people agreed to, what it costs now (as `shown` if that says more), and how far that is from it in all."""
    return w.line("total-risen", old=show(old), new=shown or show(new), change=percent_of(old, new))


def named_otherwise(w: Writer, shown: Iterable[tuple[str, object, object]]) -> list[Html]:
    """Whom and what an order names, beside what was agreed to."""
    return [
        w.line(f"differs-{name}", old=brief(str(old), ADDRESS), new=brief(str(new), ADDRESS))
        for name, old, new in shown
    ]


def _heading(w: Writer, step: CardState) -> list[Html]:
    request, now, fields = step.purchase.request, step.purchase.request.snapshot, _moved_since(step)
    if fields:
        priced = "total" in fields and "quantity" not in fields
        head = w.head(NEEDS_YOU, request.shown_number, "head-changed" if priced else "head-changed-else")
        return [head, product.goods(w, request)]
    sign, key = ("", "head-confirm") if now else (NEEDS_YOU, "head-no-price")
    head = w.head(sign, request.shown_number, key)
    return [head, *product.problem(w, request.offer, step.finding), product.goods(w, request)]


def _moved_since(step: CardState) -> dict[str, tuple[object, object]]:
    """What is not any more as it was last shown, by the name of its field."""
    now, before = step.purchase.request.snapshot, step.previous
    return dict(differences(before, now)) if before and now else {}


def _moves(w: Writer, step: CardState) -> list[Html]:
    """Old and new side by side, and whether to buy all the same."""
    fields, lines = _moved_since(step), list[Html]()
    now, before = step.purchase.request.snapshot, step.previous
    if now and before and "total" in fields:
        facts = {"old": show(before.total), "new": show(now.total), "change": change_of(before.total, now.total)}
        lines.append(w.line("total-moved", **facts))
    several = bool(step.purchase.request.asked)  # of several offers the lines below say the rest
    rest = {name: pair for name, pair in fields.items() if name != "total" and not several}
    return [*lines, *moved(w, rest), w.line("nothing-ordered-again")]


def _where(w: Writer, step: CardState) -> list[Html]:
    if not step.abilities.address:
        return [w.line("account-address")]
    request = step.purchase.request
    chosen = next((a for a in step.addresses if a.address_id == request.choice.address_id), None)
    if chosen is not None:
        return [
            w.line("to-address", address=brief(address_text(w, chosen, request.place.private, marked=False), ADDRESS))
        ]
    label = request.address_label if request.place.private else request.address_label.partition(" (")[0]
    return [w.line("to-address", address=label)] if label else []


def _warnings(w: Writer, step: CardState) -> list[Html]:
    lines: list[Html] = []
    if step.repeat is not None:
        lines.append(Html(f"{NEEDS_YOU} {lists.same_again(w, 'repeat', step.repeat, step.purchase.request)}"))
    if step.purchase.request.valid_until is not None and step.purchase.request.snapshot is not None:
        lines.append(w.marked(WAITS, "valid-until", when=w.when(step.purchase.request.valid_until)))
    return lines


def _of_team(w: Writer, step: CardState) -> list[Html]:
    """Whose money it is, why it is wanted, what the month has left, and what stands in the way."""
    if step.team is None:
        return []
    budgets = team_lines.budgets(w, step.team, step.budgets)[:1]
    lines = [*_whose(w, step), *team_lines.together(w, step), *budgets]
    too_early = step.forbidden is Obstacle.NOTE_NEEDED and step.purchase.request.unfinished
    if step.forbidden is not None and not too_early:
        lines.append(w.marked(FAILED, obstacle_key(step.forbidden.value, step.forbidden_detail)))
    return lines


def _whose(w: Writer, step: CardState, *, short: bool = False) -> list[Html]:
    """The team, and why it is wanted; if it must be short, the beginnings of both."""
    if step.team is None:
        return []
    title, why = team_lines.title_of(step.team), step.purchase.request.why
    if not why:
        return [w.line("for-team", team=title)]
    team = brief(title, _BESIDE_WIDTH) if short else w.line("for-team", team=title)
    return [Html(f"{team} · {w.labelled('why', words(why, _BESIDE_WIDTH if short else SHORT))}")]


def _start(w: Writer, step: CardState, turn: CardTurn) -> Button | None:
    """Asks requesters in a team's group who never pressed Start to do so before they are owed a private message."""
    public = turn.place is not None and not turn.place.private
    if step.team is None or not public or step.purchase.request.requester.reachable:
        return None
    return open_in_private(w, "press-start", turn.username, "hello")


def obstacle_key(reason: str, detail: str = "") -> str:
    """The text of what forbids a request, with the cap or budget by its name if there is one."""
    named = f"obstacle-{reason}-{detail}"
    return named if texts.has(named) else f"obstacle-{reason}"


def _decision(w: Writer, step: CardState, snapshot: Snapshot | None, start: Button | None) -> Keyboard:
    """Few buttons: the consent and what it may need first, what is left out, a change, a word, and no."""
    number = step.purchase.request.id
    buy = Code(ButtonAction.CONFIRM, (number, *step.seen, snapshot.hash)) if snapshot else None
    alone = step.team is None or step.automatic
    key = "buy-now" if alone else "ask-approval"
    ask_again = w.button("try-again", _same_again(step), "primary")
    site = w.link("open-1688", step.purchase.request.offer.link) if step.finding is not None else None
    note, reason = _words_buttons(w, step)
    settle = baskets.settle(w, step.purchase.request)
    word = None if site or start or settle else reason or note
    return rows(
        [(w.button(key, buy, "success") if step.forbidden is None else None) if buy else ask_again, site or start],
        [settle],
        [w.button("change", Code(ButtonAction.MENU, (number,))), word, cancel(w, number, "danger")],
    )


def _same_again(step: CardState) -> Code:
    """Asks 1688 for the price of the same choice once more."""
    if step.purchase.request.asked:
        return Code(ButtonAction.LINE, (step.purchase.request.id, 0))
    number, quantity = step.purchase.request.id, step.purchase.request.choice.quantity
    return Code(ButtonAction.QUANTITY, (number, quantity)) if quantity else Code(ButtonAction.COLLECTED, (number,))


def _words_buttons(w: Writer, step: CardState) -> list[Button | None]:
    """A note for the seller; a reason for the team."""
    number = step.purchase.request.id
    reason = w.button("reason", Code(ButtonAction.WHY, (number,))) if step.team is not None else None
    return [w.button("note", Code(ButtonAction.NOTE, (number,))), reason]


def changes(w: Writer, step: CardState, page: int = 0) -> Keyboard:
    """The parts that can be chosen again, words that go with it, another team to ask, and all details."""
    request = step.purchase.request
    number, offer = request.id, request.offer
    one = [*([Stage.VARIANT] if len(offer.skus) > 1 else []), Stage.QUANTITY]
    stages = [Stage.SEVERAL] if request.choice.several else [] if request.asked else one
    stages += [Stage.ADDRESS] if step.abilities.address else []
    buttons = [w.button(f"change-{stage}", Code(ButtonAction.CHANGE, (number, stage.value))) for stage in stages]
    others = [
        [press(w.label("ask-in", team=team_lines.title_of(each)), Code(ButtonAction.ASK_IN, (number, each.id)))]
        for each in step.teams[:_MOST_TEAMS]
    ]
    details = w.button("details", Code(ButtonAction.DETAILS, (str(number),)))
    back = w.button("back", Code(ButtonAction.BACK, (number,)))
    words_, choices = _words_buttons(w, step), baskets.choices(w, request, page)
    return (*choices, *rows(buttons, words_, *others, [to_list(w, step)], [details, back]))
