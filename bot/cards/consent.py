"""Shows the card that is consented to: the exact total, what it is made of, and what moved since it was last shown."""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal

from bot.cards import product, team_lines
from bot.cards.buttons import ButtonAction, Code
from bot.cards.draft_choices import CardTurn, address_text, cancel
from bot.cards.html import Html, bold, join, whole
from bot.cards.links import open_in_private
from bot.cards.texts import catalogue as texts
from bot.cards.view import Keyboard, View
from bot.cards.writer import FAILED, NEEDS_YOU, WAITS, Writer, gap, picture, press, rows, said, show
from bot.desk.shared.values import CardState, Stage
from bot.purchasing.money import Fen
from bot.purchasing.offer import PriceBy
from bot.purchasing.preview_sums import taken_off_already
from bot.purchasing.request import Snapshot, differences

_MOST_TEAMS = 3
MONEY_FIELDS = ("unit_price", "goods", "freight", "discount", "total")


def confirm(w: Writer, step: CardState, turn: CardTurn) -> View:
    """The card after everything was chosen: check it, then buy, change, note or cancel."""
    request, snapshot = step.purchase.request, step.purchase.request.snapshot
    lines = _heading(w, step)
    if snapshot is not None:
        lines += [*breakdown(w, step, snapshot), gap()]
    elif step.finding is None:
        lines += [w.line("no-price-text"), gap()]
    lines += _what(w, step)
    lines += [*seller_note(w, step), *_of_team(w, step), *_warnings(w, step)]
    keyboard = changes(w, step) if turn.changing else (*_decision(w, step, snapshot), *_start(w, step, turn))
    image = request.sku.image_url if request.sku else ""
    return View(join(lines), keyboard, picture(image, request.offer.image_url))


def seller_note(w: Writer, step: CardState) -> list[Html]:
    """The note that the seller gets with the order."""
    note = step.purchase.request.choice.note
    return [w.line("note-for-seller"), said(note)] if note else []


def breakdown(w: Writer, step: CardState, snapshot: Snapshot) -> list[Html]:
    """The total, then goods, freight and discount, exact to the fen."""
    offer, pieces = step.purchase.request.offer, w.of(step.purchase.request.offer, snapshot.quantity)
    tier = offer.tier_for(snapshot.quantity)
    key = "goods" if len(offer.tiers) < 2 or tier is None or offer.price_by is PriceBy.SKU else "goods-tier"
    start = w.of(offer, tier.start, "-from") if tier and tier.price == snapshot.unit_price else ""
    key = key if start else "goods"
    facts = {"amount": show(snapshot.goods), "pieces": pieces, "price": show(snapshot.unit_price), "from": start}
    lines = [Html(f"{bold(show(snapshot.total))}{team_lines.foreign(w, step, snapshot.total)}"), w.line(key, **facts)]
    lines.append(
        w.line("freight", amount=show(snapshot.freight)) if step.abilities.freight else w.line("freight-unknown")
    )
    if snapshot.discount:
        key = "discount-taken" if taken_off_already(snapshot.reading) else "discount"
        lines.append(w.line(key, amount=show(Fen(-abs(snapshot.discount)))))
    return lines


def moved(w: Writer, fields: Mapping[str, tuple[object, object]]) -> list[Html]:
    """Old → new for each amount that moved, and the names of other parts that did."""
    amounts = [
        w.line("moved-amount", field=w.line(f"field-{name.replace('_', '-')}"), old=show(Fen(old)), new=show(Fen(new)))
        for name in MONEY_FIELDS
        if name in fields
        for old, new in [fields[name]]
        if isinstance(old, int) and isinstance(new, int)
    ]
    others = [w.line("field-" + name.replace("_", "-")) for name in fields if name in OTHER_FIELDS]
    return [*amounts, *([w.line("moved-others", names=", ".join(others))] if others else [])]


OTHER_FIELDS = ("quantity", "seller", "address_id", "flow", "trade_mode", "note")


def change_of(old: Fen, new: Fen) -> Html:
    """How an amount moved: `+¥ 50.00, +5.8 %`; without a percentage from nothing."""
    sign = "+" if new >= old else "-"
    step = Html(f"{sign}{show(Fen(abs(new - old)))}")
    if not old:
        return step
    percent = (Decimal(abs(new - old)) * 100 / Decimal(old)).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    return Html(f"{step}, {whole(f'{sign}{percent} %')}")


def _heading(w: Writer, step: CardState) -> list[Html]:
    request, now, before = step.purchase.request, step.purchase.request.snapshot, step.previous
    fields = differences(before, now) if before and now else {}
    if not before or not now or not fields:
        head = w.head("", request.id, "head-confirm") if now else w.head(NEEDS_YOU, request.id, "head-no-price")
        return [head, *product.problem(w, request.offer, step.finding)]
    facts = {"old": show(before.total), "new": show(now.total), "change": change_of(before.total, now.total)}
    key = "head-changed" if before.total != now.total else "head-changed-else"
    lines = [w.head(NEEDS_YOU, request.id, key), w.line("total-moved", **facts) if key == "head-changed" else Html("")]
    rest = {name: pair for name, pair in fields.items() if name != "total"}
    return [*filter(None, lines), *moved(w, rest), w.line("nothing-ordered-again"), gap()]


def _what(w: Writer, step: CardState) -> list[Html]:
    request = step.purchase.request
    return [
        *product.titles(w, request.offer),
        *product.variant_line(w, request.sku),
        *product.seller(w, request.offer),
        *_where(w, step),
    ]


def _where(w: Writer, step: CardState) -> list[Html]:
    if not step.abilities.address:
        return [w.line("account-address")]
    request = step.purchase.request
    chosen = next((a for a in step.addresses if a.address_id == request.choice.address_id), None)
    if chosen is not None:
        return [w.line("to-address", address=address_text(w, chosen, request.place.private))]
    label = request.address_label if request.place.private else request.address_label.partition(" (")[0]
    return [w.line("to-address", address=label)] if label else []


def _warnings(w: Writer, step: CardState) -> list[Html]:
    lines: list[Html] = []
    if step.repeat_of is not None:
        lines.append(Html(f"{NEEDS_YOU} {w.line('repeat', other=str(step.repeat_of))}"))
    if step.purchase.request.valid_until is not None and step.purchase.request.snapshot is not None:
        lines.append(Html(f"{WAITS} {w.line('valid-until', when=w.when(step.purchase.request.valid_until))}"))
    return [gap(), *lines] if lines else []


def _of_team(w: Writer, step: CardState) -> list[Html]:
    """Whose money it is, why it is wanted, what the month has left, and what stands in the way."""
    if step.team is None:
        return []
    lines = [gap(), w.line("for-team", team=team_lines.title_of(step.team)), *team_lines.together(w, step)]
    lines += team_lines.budgets(w, step)
    if why := step.purchase.request.why:
        lines += [w.line("why"), said(why)]
    if step.forbidden is not None:
        lines.append(Html(f"{FAILED} {w.line(obstacle_key(step.forbidden.value, step.forbidden_detail))}"))
    return lines


def _start(w: Writer, step: CardState, turn: CardTurn) -> Keyboard:
    """Asks requesters in a team's group who never pressed Start to do so before they are owed a private message."""
    public = turn.place is not None and not turn.place.private
    if step.team is None or not public or step.purchase.request.requester.reachable:
        return ()
    return rows([open_in_private(w, "press-start", turn.username, "hello")])


def obstacle_key(reason: str, detail: str = "") -> str:
    """The text of what forbids a request, with the cap or budget by its name if there is one."""
    named = f"obstacle-{reason}-{detail}"
    return named if texts.has(named) else f"obstacle-{reason}"


def _decision(w: Writer, step: CardState, snapshot: Snapshot | None) -> Keyboard:
    number = step.purchase.request.id
    buy = Code(ButtonAction.CONFIRM, (number, snapshot.hash)) if snapshot else None
    alone = step.team is None or step.automatic
    key = ("buy-now" if alone else "ask-approval") if not step.repeat_confirmed else "yes-still"
    others = [
        press(w.label("ask-in", team=team_lines.title_of(each)), Code(ButtonAction.ASK_IN, (number, each.id)))
        for each in step.teams[:_MOST_TEAMS]
    ]
    quantity = step.purchase.request.choice.quantity
    ask_again = w.button("try-again", Code(ButtonAction.QUANTITY, (number, quantity)), "primary") if quantity else None
    site = w.link("open-1688", step.purchase.request.offer.link) if step.finding is not None else None
    return rows(
        [(w.button(key, buy, "success") if step.forbidden is None else None) if buy else ask_again, site],
        [
            w.button("change", Code(ButtonAction.MENU, (number,))),
            w.button("note", Code(ButtonAction.NOTE, (number,))),
            w.button("reason", Code(ButtonAction.WHY, (number,))) if step.team is not None else None,
            cancel(w, number, "danger"),
        ],
        others,
    )


def changes(w: Writer, step: CardState) -> Keyboard:
    """The parts that can be chosen again."""
    number, offer = step.purchase.request.id, step.purchase.request.offer
    stages = [Stage.VARIANT] if len(offer.skus) > 1 else []
    stages += [Stage.QUANTITY, *([Stage.ADDRESS] if step.abilities.address else [])]
    buttons = [w.button(f"change-{stage}", Code(ButtonAction.CHANGE, (number, stage.value))) for stage in stages]
    return rows(buttons, [w.button("back", Code(ButtonAction.BACK, (number,)))])
