"""Decides for each button, and for those of an earlier message, whether a press would still do what it says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards.blocks.buttons import ButtonAction, Code, HoldsWhile
from bot.cards.blocks.html import Html, join
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import Writer, dashed, gap
from bot.cards.requests.approval import open_question, open_questions
from bot.desk.shared.values import CHOOSING, CardState, Stage, Subject
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.notices import approvals as a
from bot.purchasing.notices import purchases as p
from bot.purchasing.notices.base import AboutEnded, Notice, OrderFacts
from bot.purchasing.notices.baskets import PlacedTogetherNotice, ToldOrder
from bot.purchasing.notices.shown import ReplyNotice
from bot.purchasing.order import OrderState
from bot.purchasing.orders.payable import Unpayable, charged, why_unpayable, word_of
from bot.purchasing.requests.purchase import Attempt, Order, Purchase


@dataclass(frozen=True)
class _Asked:
    """A button's arguments, the purchase as it is now, and the button's only reader; None in a group."""

    args: tuple[str | int, ...]
    step: CardState
    reader: int | None

    @property
    def order(self) -> Order | None:
        return next((each for each in self.step.purchase.orders if each.order_id == str(self.args[0])), None)

    @property
    def attempt(self) -> Attempt | None:
        """The attempt that is named, if it is the latest one."""
        latest = self.step.purchase.attempt
        return latest if latest is not None and latest.id == self.args[0] else None

    @property
    def same_content(self) -> bool:
        """Whether the last argument is the hash of what is decided on now."""
        snapshot = self.step.purchase.request.snapshot
        return snapshot is not None and snapshot.hash == self.args[-1]


def _draft(asked: _Asked) -> bool:
    return asked.step.stage in CHOOSING


def _listable(asked: _Asked) -> bool:
    return _draft(asked) and asked.step.purchase.request.state is RequestState.DRAFT


def _consent(asked: _Asked) -> bool:
    return asked.step.stage in (Stage.CONFIRM, Stage.PRICE) and asked.same_content


def _why(asked: _Asked) -> bool:
    return asked.step.stage in (Stage.CONFIRM, Stage.WHY)


def _not_sent(asked: _Asked) -> bool:
    attempt = asked.step.purchase.attempt
    return asked.step.stage is Stage.PLACING and attempt is not None and attempt.state is AttemptState.READY


def _by_hand(asked: _Asked) -> bool:
    attempt = asked.step.purchase.attempt
    return _not_sent(asked) and attempt is not None and attempt.by_hand is not None


def _retriable(asked: _Asked) -> bool:
    return _not_sent(asked) and not _by_hand(asked)


def _waits(asked: _Asked) -> bool:
    return asked.step.stage is Stage.APPROVAL


def _has_more(asked: _Asked) -> bool:
    return _draft(asked) or _waits(asked)


def _undecided(asked: _Asked) -> bool:
    return _waits(asked) and asked.same_content


def _said_yes(asked: _Asked) -> bool:
    """Whether the reader agreed to it already; in a group, whether anybody did."""
    yes = {each.person_id for each in asked.step.purchase.votes if each.snapshot_hash == asked.args[-1]}
    return bool(yes) if asked.reader is None else asked.reader in yes


def _agreeable(asked: _Asked) -> bool:
    return _undecided(asked) and (asked.reader is None or not _said_yes(asked))


def _revocable(asked: _Asked) -> bool:
    return _undecided(asked) and _said_yes(asked)


def _asking(asked: _Asked) -> bool:
    askers = {each.person_id for each in asked.step.holds}
    return _undecided(asked) and (bool(askers) if asked.reader is None else asked.reader in askers)


def _answerable(asked: _Asked) -> bool:
    return _waits(asked) and open_question(asked.step) is not None


def _payable(asked: _Asked) -> bool:
    """Whether the order may be paid, at the sum that was told if one was."""
    order, told = asked.order, asked.args[1:]
    return order is not None and why_unpayable(asked.step.purchase, order) is None and told in ((), (order.total,))


def _cancellable(asked: _Asked) -> bool:
    order = asked.order
    return order is not None and order.state is OrderState.TO_PAY and order.known


def _doubted(asked: _Asked) -> bool:
    return asked.attempt is not None and asked.step.stage is Stage.NEEDS_PERSON


def _findable(asked: _Asked) -> bool:
    return asked.attempt is not None and asked.step.stage in (Stage.NEEDS_PERSON, Stage.CONFLICT)


def _repeatable(asked: _Asked) -> bool:
    return _doubted(asked) and asked.step.two_deciders and asked.attempt is not None and not asked.attempt.alike


def _as_seen(asked: _Asked) -> bool:
    return _doubted(asked) and asked.attempt is not None and asked.attempt.alike_hash == asked.args[1]


def _one_of_them(asked: _Asked) -> bool:
    alike = asked.attempt.alike if asked.attempt is not None else ()
    return _doubted(asked) and any(each.order_id == asked.args[1] for each in alike)


_Rule = tuple[Subject, Callable[[_Asked], bool]]
RULES: dict[HoldsWhile, _Rule] = {
    HoldsWhile.DRAFT: (Subject.REQUEST, _draft),
    HoldsWhile.HAS_MORE: (Subject.REQUEST, _has_more),
    HoldsWhile.CONSENT: (Subject.REQUEST, _consent),
    HoldsWhile.RETRIABLE: (Subject.REQUEST, _retriable),
    HoldsWhile.NOT_SENT: (Subject.REQUEST, _not_sent),
    HoldsWhile.BY_HAND: (Subject.REQUEST, _by_hand),
    HoldsWhile.PAYABLE: (Subject.ORDER, _payable),
    HoldsWhile.CANCELLABLE: (Subject.ORDER, _cancellable),
    HoldsWhile.FINDABLE: (Subject.ATTEMPT, _findable),
    HoldsWhile.REPEATABLE: (Subject.ATTEMPT, _repeatable),
    HoldsWhile.DOUBTED: (Subject.ATTEMPT, _doubted),
    HoldsWhile.ONE_OF_THEM: (Subject.ATTEMPT, _one_of_them),
    HoldsWhile.AS_SEEN: (Subject.ATTEMPT, _as_seen),
    HoldsWhile.AGREEABLE: (Subject.REQUEST, _agreeable),
    HoldsWhile.WAITS: (Subject.REQUEST, _waits),
    HoldsWhile.UNDECIDED: (Subject.REQUEST, _undecided),
    HoldsWhile.ANSWERABLE: (Subject.REQUEST, _answerable),
    HoldsWhile.REVOCABLE: (Subject.REQUEST, _revocable),
    HoldsWhile.ASKING: (Subject.REQUEST, _asking),
    HoldsWhile.WHY: (Subject.REQUEST, _why),
    HoldsWhile.LISTABLE: (Subject.REQUEST, _listable),
}
"""What each is about, and what must be true."""


def about_a_request(action: ButtonAction) -> bool:
    """Whether its first argument is the number of a request, and a press that comes too late renews its card."""
    return action.holds is not None and RULES[action.holds][0] is Subject.REQUEST


def can_lapse(view: View) -> tuple[str, ...]:
    """The codes of a view's buttons, links among them, that do not hold in every state of their purchase."""
    codes = (button.means or button.data for row in view.keyboard for button in row)
    return tuple(dict.fromkeys(code for code in codes if code and _rule(Code.parse(code)) is not None))


def subjects(codes: tuple[str, ...]) -> Iterator[tuple[Subject, str | int]]:
    """What these codes are about: of each the kind and the number."""
    for code in map(Code.parse, codes):
        if (rule := _rule(code)) is not None:
            yield rule[0], code.args[0]


def all_hold(codes: tuple[str, ...], step: CardState, reader: int | None) -> bool:
    """Whether every button with one of these codes still does what it says; `reader` is who alone sees them."""
    for code in map(Code.parse, codes):
        rule = _rule(code)
        if rule is not None and not rule[1](_Asked(code.args, step, reader)):
            return False
    return True


def _rule(code: Code) -> _Rule | None:
    turns_a_page = code.action is ButtonAction.FOUND_THIS and len(code.args) > 2  # it shows what is left by itself
    return None if turns_a_page or code.action.holds is None else RULES[code.action.holds]


def holds(told: Notice, step: CardState, reader: int | None = None) -> bool:
    """Whether every button of the notice still does what it says; `reader` is who alone sees it."""
    match told:
        case ReplyNotice():
            return all_hold(told.codes, step, reader)
        case p.PlacedNotice() | p.PriceChangedNotice() | p.PaySoonNotice():
            return _payable_as_told(told.about, step.purchase)
        case PlacedTogetherNotice():
            return bool(told.told) and as_it_stands(told, step) == told
        case p.NotShippedNotice():
            order = _order(told.about.order_id, step)
            return order is not None and order.state is OrderState.PAID
        case p.NotSentNotice() if told.again:
            attempt = step.purchase.attempt
            return attempt is not None and attempt.state is AttemptState.READY and attempt.by_hand is None
        case p.NotSentNotice() | a.RestsNotice():
            attempt = step.purchase.attempt
            waits = attempt is not None and attempt.waits_for_a_person and attempt.by_hand is None
            return step.stage is Stage.PLACING and waits
        case p.ChangedNotice():
            snapshot = step.purchase.request.snapshot
            return step.stage is Stage.CONFIRM and snapshot is not None and snapshot.hash == told.hash
        case p.NeedsPersonNotice():
            return step.stage is Stage.NEEDS_PERSON and _attempt(step) == told.attempt_id and _as_listed(told, step)
        case p.ConflictNotice():
            return step.stage is Stage.CONFLICT and _attempt(step) == told.attempt_id
        case a.QuestionNotice():
            return step.stage is Stage.APPROVAL and any(each.id == told.question_id for each in open_questions(step))
        case a.ReminderNotice() | a.EscalatedNotice():
            return step.stage is Stage.APPROVAL
        case AboutEnded() if told.order_id:
            order = _order(told.order_id, step)
            return order is not None and order.state is OrderState.TO_PAY
        case _:
            return True


def reply(view: View) -> ReplyNotice | None:
    """What is kept of an answer, so that its buttons stay true; None if none of them can stop holding."""
    codes = can_lapse(view)
    return ReplyNotice(text=view.text, picture=view.picture, codes=codes) if codes else None


def is_news(told: Notice, step: CardState, now: datetime) -> bool:
    """Whether a notice that waited still tells something to act on: an order that lapses may cost another sum now."""
    if not isinstance(told, p.PaySoonNotice):
        return holds(told, step)
    order = _order(told.about.order_id, step)
    return order is not None and order.state is OrderState.TO_PAY and (order.pay_by is None or order.pay_by > now)


def as_of_now(view: View, card: View, language: str, at: datetime) -> View:
    """An earlier notice without its buttons; its last line is what the card says first at this moment.

    Nothing changes it later: so it names the moment.
    """
    head = Html(card.text.partition("\n")[0])
    w = Writer(language, at)
    now = w.line("now-is", when=w.when(at), state=head)
    return View(join([view.text, gap(), now]), picture=view.picture)


def as_it_stands(told: PlacedTogetherNotice, step: CardState) -> PlacedTogetherNotice:
    """The same without a way to pay what is settled, or would cost another sum: the state of that stands there."""
    return replace(told, told=tuple(_as_it_stands(each, step) for each in told.told))


def _as_it_stands(told: ToldOrder, step: CardState) -> ToldOrder:
    part = next((each for each in step.parts if _order_in(told.about.order_id, each)), None)
    order = _order_in(told.about.order_id, part) if part is not None else None
    if part is None or order is None:
        return replace(told, now="state-conflict")
    if not told.now and _payable_as_told(told.about, part):
        return told
    return replace(told, about=replace(told.about, total=order.total), now=f"state-{dashed(word_of(part, order))}")


def may_change(told: PlacedTogetherNotice) -> bool:
    """Whether any of its orders is not settled yet, so that what the message says of it may still change."""
    return any(each.now in ("", "state-to-pay", *_UNSETTLED) for each in told.told)


_UNSETTLED = ("state-price", "state-differs", "state-checking", "state-conflict")


def _payable_as_told(about: OrderFacts, purchase: Purchase) -> bool:
    """Whether the order may be paid, or may not for the reason that was told, and costs what was told."""
    order = _order_in(about.order_id, purchase)
    if order is None:
        return False
    why = why_unpayable(purchase, order)
    if about.unpayable in (None, Unpayable.PRICE, Unpayable.DIFFERS):
        return why == about.unpayable and about.total in (None, order.total, charged(purchase))
    return why in (None, about.unpayable)


def _order(order_id: str, step: CardState) -> Order | None:
    return _order_in(order_id, step.purchase)


def _order_in(order_id: str, purchase: Purchase) -> Order | None:
    return next((each for each in purchase.orders if each.order_id == order_id), None)


def _attempt(step: CardState) -> int | None:
    return step.purchase.attempt.id if step.purchase.attempt is not None else None


def _as_listed(told: p.NeedsPersonNotice, step: CardState) -> bool:
    """Whether no other order may be the one in doubt than those that were told: then it may not be sent again."""
    alike = step.purchase.attempt.alike if step.purchase.attempt is not None else ()
    return not alike or [each.order_id for each in alike] == [each.order_id for each in told.alike]
