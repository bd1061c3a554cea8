"""Decides for each button about one purchase whether a press on it would still do what it says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.cards.blocks.buttons import ButtonAction, Code, HoldsWhile
from bot.cards.blocks.view import View
from bot.cards.requests.approval import open_question
from bot.desk.shared.values import CHOOSING, CardState, Stage, Subject
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.order import OrderState
from bot.purchasing.orders.payable import why_unpayable
from bot.purchasing.requests.purchase import Attempt, Order


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
