"""Chooses the buttons on a team's purchase: none in the group after the decision; in private, those readers may use."""

from collections.abc import Callable
from dataclasses import replace

from bot.cards.blocks.buttons import ButtonAction, Code, Readers
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import Writer, rows
from bot.cards.requests.draft_choices import CardTurn
from bot.desk.shared.values import CardState, Stage
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.requests.purchase import Purchase

_DECIDED = frozenset(
    {
        Stage.PARTS,
        Stage.PLACING,
        Stage.DOUBT,
        Stage.NEEDS_PERSON,
        Stage.CONFLICT,
        Stage.ORDERED,
        Stage.REFUSED,
        Stage.ABANDONED,
        Stage.CANCELLED,
        Stage.EXPIRED,
        Stage.DECLINED,
    }
)


def fitting(w: Writer, step: CardState, turn: CardTurn, view: View) -> View:
    """The view with the buttons that its readers may use; a request outside of teams keeps all of them."""
    if step.team is None or turn.place is None or step.stage not in _DECIDED:
        return view
    if not turn.place.private:
        # What is shown after a press, to its presser alone, leads to the private chat, where those who may act can.
        details = w.button("details", Code(ButtonAction.DETAILS, (str(step.purchase.request.id),)))
        parcels = any(order.parcels for order in step.purchase.orders)
        trace = w.button("trace", Code(ButtonAction.TRACK, (str(step.purchase.request.id),))) if parcels else None
        return replace(view, keyboard=rows([details, trace]))
    return for_its_reader(step, turn.place.chat_id, view)


def for_its_reader(step: CardState, reader: int, view: View) -> View:
    """The view for one person alone, with the buttons that are theirs; all of them outside of teams."""
    if step.team is None:
        return view
    return replace(view, keyboard=of_reader(view.keyboard, step.purchase, step.team, reader))


def of_reader(keyboard: Keyboard, purchase: Purchase, team: Team, reader: int) -> Keyboard:
    """The buttons of a team's purchase that the reader would not be refused for."""
    may = _may(purchase, team, reader)
    return rows(*([each for each in row if may(each)] for row in keyboard))


def _may(purchase: Purchase, team: Team, reader: int) -> Callable[[Button], bool]:
    roles = team.roles_of(reader)
    paying = {link.url for order in purchase.orders for link in order.pay}

    def may(button: Button) -> bool:
        if button.url:
            means = Code.parse(button.means).action if button.means else None
            return Role.BUYER in roles or (button.url not in paying and means is not ButtonAction.PAY)
        readers = Code.parse(button.data).action.readers if button.data else Readers.EVERYBODY
        match readers:
            case Readers.EVERYBODY:
                return True
            case Readers.BUYERS:
                return Role.BUYER in roles
            case Readers.WHO_ASKS:
                return Role.REQUESTER in roles
            case Readers.ITS_REQUESTER:
                return purchase.request.requester.id == reader
            case Readers.WHO_HANDLES_IT:
                return purchase.request.requester.id == reader or Role.BUYER in roles

    return may
