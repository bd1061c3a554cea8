"""Decides for each button, and for those of an earlier message, whether a press would still do what it says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.cards.blocks.buttons import ButtonAction, Code, HoldsWhile
from bot.cards.blocks.html import Html, join
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import Writer, dashed, gap
from bot.cards.requests.approval import open_question, open_questions
from bot.desk.shared.views import CHOOSING, CardState, Stage, Subject
from bot.purchasing.approval.team import Role
from bot.purchasing.errands import ErrandState
from bot.purchasing.lifecycle import AlarmKind, AttemptState, RequestState
from bot.purchasing.notices import approvals as a
from bot.purchasing.notices import purchases as p
from bot.purchasing.notices.base import AboutEnded, AboutOrder, Notice, OrderFacts, ToldOrder
from bot.purchasing.notices.shown import ReplyNotice
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState
from bot.purchasing.orders.payable import Unpayable, why_unpayable, word_of
from bot.purchasing.orders.purchase_sums import charged
from bot.purchasing.requests.own_sku_reserve import dearer
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.tracking.alarms import is_short
from bot.purchasing.tracking.paid_back import running, stage_at

_SUBJECTS = {
    HoldsWhile.PAYABLE: Subject.ORDER,
    HoldsWhile.CANCELLABLE: Subject.ORDER,
    HoldsWhile.FINDABLE: Subject.ATTEMPT,
    HoldsWhile.REPEATABLE: Subject.ATTEMPT,
    HoldsWhile.DOUBTED: Subject.ATTEMPT,
    HoldsWhile.ONE_OF_THEM: Subject.ATTEMPT,
    HoldsWhile.AS_SEEN: Subject.ATTEMPT,
}
"""What the first argument of a button is the number of, if not of a request."""


def _is_true(holds: HoldsWhile, args: tuple[str | int, ...], step: CardState, reader: int | None) -> bool:
    """Whether it is true now; `args` are the button's, and `reader` is who alone sees it, None in a group."""
    stage, purchase, latest = step.stage, step.purchase, step.purchase.attempt
    snapshot = purchase.request.snapshot
    order = _order(str(args[0]), purchase)
    attempt = latest if latest is not None and latest.id == args[0] else None
    ready = stage is Stage.PLACING and latest is not None and latest.state is AttemptState.READY
    by_hand = latest is not None and latest.by_hand is not None
    waits, same_content = stage is Stage.APPROVAL, snapshot is not None and snapshot.hash == args[-1]
    yes = {each.person_id for each in purchase.votes if each.snapshot_hash == args[-1]}
    said_yes = bool(yes) if reader is None else reader in yes  # in a group, whether anybody did
    match holds:
        case HoldsWhile.DRAFT:
            return stage in CHOOSING
        case HoldsWhile.REPLACEABLE:
            return stage in CHOOSING or (waits and bool(dearer(purchase)))
        case HoldsWhile.LISTABLE:
            return stage in CHOOSING and purchase.request.state is RequestState.DRAFT
        case HoldsWhile.HAS_MORE:
            return stage in CHOOSING or waits
        case HoldsWhile.CONSENT:
            return stage in (Stage.CONFIRM, Stage.PRICE) and same_content
        case HoldsWhile.WHY:
            return stage in (Stage.CONFIRM, Stage.WHY)
        case HoldsWhile.NOT_SENT:
            return ready
        case HoldsWhile.BY_HAND:
            return ready and by_hand
        case HoldsWhile.RETRIABLE:
            return ready and not by_hand
        case HoldsWhile.WAITS:
            return waits
        case HoldsWhile.UNDECIDED:
            return waits and same_content
        case HoldsWhile.AGREEABLE:
            return waits and same_content and (reader is None or not said_yes)
        case HoldsWhile.REVOCABLE:
            return waits and same_content and said_yes
        case HoldsWhile.ASKING:
            askers = {each.person_id for each in step.holds}
            return waits and same_content and (bool(askers) if reader is None else reader in askers)
        case HoldsWhile.ANSWERABLE:
            return waits and open_question(step) is not None
        case HoldsWhile.PAYABLE:  # at the sum that was told, if one was
            told = args[1:]
            if order is None or not may_pay(step, reader):
                return False
            return why_unpayable(purchase, order) is None and told in ((), (order.total,))
        case HoldsWhile.CANCELLABLE:
            return order is not None and order.state is OrderState.TO_PAY and order.known
        case HoldsWhile.FINDABLE:
            return attempt is not None and stage in (Stage.NEEDS_PERSON, Stage.CONFLICT)
        case HoldsWhile.DOUBTED:
            return attempt is not None and stage is Stage.NEEDS_PERSON
        case HoldsWhile.REPEATABLE:
            settled_by_two = stage is Stage.NEEDS_PERSON and step.two_deciders
            return attempt is not None and settled_by_two and not attempt.alike
        case HoldsWhile.AS_SEEN:
            return attempt is not None and stage is Stage.NEEDS_PERSON and attempt.alike_hash == args[1]
        case HoldsWhile.ONE_OF_THEM:
            alike = [each.order_id for each in attempt.alike] if attempt is not None else []
            return stage is Stage.NEEDS_PERSON and args[1] in alike
    assert_never(holds)


def about_a_request(action: ButtonAction) -> bool:
    """Whether its first argument is the number of a request, and a press that comes too late renews its card."""
    return action.holds is not None and action.holds not in _SUBJECTS


def can_lapse(view: View) -> tuple[str, ...]:
    """The codes of a view's buttons, links among them, that do not hold in every state of their purchase."""
    codes = (button.means or button.data for row in view.keyboard for button in row)
    return tuple(dict.fromkeys(code for code in codes if code and _holds(Code.parse(code)) is not None))


def subjects(codes: tuple[str, ...]) -> Iterator[tuple[Subject, str | int]]:
    """What these codes are about: of each the kind and the number."""
    for code in map(Code.parse, codes):
        if (holds := _holds(code)) is not None:
            yield _SUBJECTS.get(holds, Subject.REQUEST), code.args[0]


def all_hold(codes: tuple[str, ...], step: CardState, reader: int | None) -> bool:
    """Whether every button with one of these codes still does what it says; `reader` is who alone sees them."""
    judged = ((_holds(code), code.args) for code in map(Code.parse, codes))
    return all(holds is None or _is_true(holds, args, step, reader) for holds, args in judged)


def _holds(code: Code) -> HoldsWhile | None:
    """When the button of this code holds; None if always."""
    turns_a_page = code.action is ButtonAction.FOUND_THIS and len(code.args) > 2  # it shows what is left by itself
    return None if turns_a_page else code.action.holds


def holds(told: Notice, step: CardState, reader: int | None = None) -> bool:
    """Whether every button of the notice still does what it says; `reader` is who alone sees it."""
    order = _order(told.about.order_id, step.purchase) if isinstance(told, AboutOrder) else None
    attempt = step.purchase.attempt
    match told:
        case ReplyNotice():
            return all_hold(told.codes, step, reader)
        case p.PlacedNotice() if told.told:
            return as_it_stands(told, step) == told
        case p.PlacedNotice() | p.PriceChangedNotice() | p.PaySoonNotice():
            return _payable_as_told(told.about, step.purchase)
        case p.AlarmNotice():
            return _still_stuck(told, order)
        case p.RefundWordNotice():
            held = order.holding if order is not None else None
            return held is not None and (held.id, held.state) == (told.errand, ErrandState.WAITS)
        case p.ErrandUnclearNotice():
            return order is not None and _may_have_been_sent(order, told)
        case p.RefundOursNotice() | p.RefundWaitsNotice():
            runs = running(order) if order is not None else ()
            return any(each.refund_id == told.refund_id and stage_at(each) is told.stage for each in runs)
        case p.NotSentNotice() if told.again:
            return attempt is not None and attempt.state is AttemptState.READY and attempt.by_hand is None
        case p.NotSentNotice() | a.RestsNotice():
            waits = attempt is not None and attempt.waits_for_a_person and attempt.by_hand is None
            return step.stage is Stage.PLACING and waits
        case p.ChangedNotice():
            snapshot = step.purchase.request.snapshot
            return step.stage is Stage.CONFIRM and snapshot is not None and snapshot.hash == told.hash
        case p.NeedsPersonNotice():
            # If no other order may be the one in doubt than those that were told: then it may not be sent again.
            alike = attempt.alike if attempt is not None else ()
            as_listed = not alike or [each.order_id for each in alike] == [each.order_id for each in told.alike]
            same = attempt is not None and attempt.id == told.attempt_id
            return step.stage is Stage.NEEDS_PERSON and same and as_listed
        case p.ConflictNotice():
            return step.stage is Stage.CONFLICT and attempt is not None and attempt.id == told.attempt_id
        case a.QuestionNotice():
            return step.stage is Stage.APPROVAL and any(each.id == told.question_id for each in open_questions(step))
        case a.ReminderNotice() | a.EscalatedNotice():
            return step.stage is Stage.APPROVAL
        case AboutEnded() if told.order_id:
            order = _order(told.order_id, step.purchase)
            return order is not None and order.state is OrderState.TO_PAY
        case _:
            return True


def pays_no_more(told: Notice, step: CardState, reader: int | None) -> bool:
    """Whether a notice shows its only reader a way to pay that is not theirs any more: they lost the role, or an admin
    paid while there was no buyer.

    Who asked has the same news without that way, if they never paid.
    """
    if not isinstance(told, p.PlacedNotice | p.PriceChangedNotice | p.PaySoonNotice) or may_pay(step, reader):
        return False
    asked = step.purchase.request.requester.id == reader
    return not asked or (step.team is not None and Role.ADMIN in step.team.roles_of(reader or 0))


def may_pay(step: CardState, reader: int | None) -> bool:
    """Whether who alone reads it may pay; in a group, and outside of teams, nobody is told apart."""
    return reader is None or step.team is None or Role.BUYER in step.team.roles_of(reader)


def reply(view: View) -> ReplyNotice | None:
    """What is kept of an answer, so that its buttons stay true; None if none of them can stop holding."""
    codes = can_lapse(view)
    return ReplyNotice(text=view.text, picture=view.picture, codes=codes) if codes else None


def is_news(told: Notice, step: CardState, now: datetime) -> bool:
    """Whether a notice that waited still tells something to act on: an order that lapses may cost another sum now."""
    if not isinstance(told, p.PaySoonNotice):
        return holds(told, step)
    order = _order(told.about.order_id, step.purchase)
    return order is not None and order.state is OrderState.TO_PAY and (order.pay_by is None or order.pay_by > now)


def as_of_now(view: View, card: View, language: str, at: datetime) -> View:
    """An earlier notice without its buttons; its last line is what the card says first at this moment.

    Nothing changes it later: so it names the moment.
    """
    head = Html(card.text.partition("\n")[0])
    w = Writer(language, at)
    now = w.line("now-is", when=w.when(at), state=head)
    return View(join([view.text, gap(), now]), picture=view.picture)


def as_it_stands(told: p.PlacedNotice, step: CardState) -> p.PlacedNotice:
    """News of several without a way to pay what is settled, or would cost another sum: its state stands there."""
    return replace(told, told=tuple(_as_it_stands(each, step) for each in told.told))


def _as_it_stands(told: ToldOrder, step: CardState) -> ToldOrder:
    part = next((each for each in step.purchase.parts if _order(told.about.order_id, each)), None)
    order = _order(told.about.order_id, part) if part is not None else None
    if part is None or order is None:
        return replace(told, now="state-conflict")
    if not told.now and _payable_as_told(told.about, part):
        return told
    return replace(told, about=replace(told.about, total=order.total), now=f"state-{dashed(word_of(part, order))}")


def may_change(told: p.PlacedNotice) -> bool:
    """Whether any of its orders is not settled yet, so that what the message says of it may still change."""
    return any(each.now in ("", "state-to-pay", *_UNSETTLED) for each in told.told)


_UNSETTLED = ("state-price", "state-differs", "state-checking", "state-conflict")


def _payable_as_told(about: OrderFacts, purchase: Purchase) -> bool:
    """Whether the order may be paid, or may not for the reason that was told, and costs what was told."""
    order = _order(about.order_id, purchase)
    if order is None:
        return False
    why = why_unpayable(purchase, order)
    if about.unpayable in (None, Unpayable.PRICE, Unpayable.DIFFERS):
        return why == about.unpayable and about.total in (None, order.total, charged(purchase))
    return why in (None, about.unpayable)


def _still_stuck(told: p.AlarmNotice, order: Order | None) -> bool:
    """Whether the order is still not sent, or its parcel had no step since."""
    if order is None or order.refund_runs:
        return False
    if told.alarm is AlarmKind.SHORT:
        return order.counted_at == told.at and is_short(order)
    if told.parcel is None:
        late_in_part = told.alarm is AlarmKind.LATE and order.state is OrderState.PART_SHIPPED
        return late_in_part or order.state is OrderState.PAID
    parcel = next((each for each in order.parcels if each.bill_no == told.parcel.bill_no), None)
    if told.alarm is AlarmKind.NOT_COUNTED:
        return parcel is not None and parcel.counted_at is None
    frozen_at = told.at if told.alarm is AlarmKind.FROZEN else None
    waits = order.state in (OrderState.PART_SHIPPED, OrderState.SHIPPED)
    return waits and parcel is not None and not parcel.signed and parcel.last_step_at == frozen_at


def _may_have_been_sent(order: Order, told: p.ErrandUnclearNotice) -> bool:
    """Whether 1688 still has not said what became of the errand that was told."""
    live = order.live_errand
    if told.errand_kind.to_seller:
        live = order.unanswered(told.errand_kind)
    return live is not None and live.id == told.errand


def _order(order_id: str, purchase: Purchase) -> Order | None:
    return next((each for each in purchase.orders if each.order_id == order_id), None)
