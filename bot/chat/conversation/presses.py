"""What each button does: one table from a code's action to its act."""

import inspect
from collections.abc import Awaitable, Callable

from bot import cards
from bot.cards.buttons import AGREES, Action
from bot.chat.conversation import admin_decisions, approvals, buying, general, orders, policy, teams
from bot.chat.conversation.conversation import Talk


async def still(talk: Talk) -> None:
    """The number of a page: nothing."""


ACTS: dict[Action, Callable[..., Awaitable[None]]] = {
    Action.AXIS: buying.turn,
    Action.MENU: buying.menu,
    Action.BACK: buying.back,
    Action.SPEC: buying.choose_variant,
    Action.SOLD_OUT: buying.sold_out,
    Action.QUANTITY: buying.choose_quantity,
    Action.OTHER_QUANTITY: buying.other_quantity,
    Action.ADDRESS: buying.choose_address,
    Action.CHANGE: buying.change,
    Action.CONFIRM: buying.confirm,
    Action.NOTE: buying.ask_note,
    Action.CANCEL_DRAFT: buying.cancel_draft,
    Action.RETRY: buying.retry,
    Action.WITHDRAW: buying.withdraw,
    Action.OPEN: buying.open_offer,
    Action.PAY: orders.pay,
    Action.CANCEL_ASK: orders.cancel_ask,
    Action.CANCEL_YES: orders.cancel_yes,
    Action.CANCEL_NO: orders.cancel_no,
    Action.TELL_SELLER: orders.tell_seller,
    Action.CHAT_SELLER: orders.chat_seller,
    Action.LOOK: orders.look,
    Action.TRACK: orders.trace,
    Action.ORDERS: orders.orders_page,
    Action.DETAILS: orders.details,
    Action.FOUND: orders.found,
    Action.AGAIN: orders.again,
    Action.GIVE_UP: orders.give_up,
    Action.FOUND_THIS: admin_decisions.found_this,
    Action.GIVE_UP_SEEN: orders.give_up_seen,
    Action.GHOST_CLOSED: admin_decisions.ghost_closed,
    Action.GHOSTS: admin_decisions.ghosts,
    Action.GHOST_LINK: admin_decisions.ghost_link,
    Action.GHOST_FOLLOW: admin_decisions.ghost_follow,
    Action.GHOST_SETTLE: admin_decisions.ghost_settle,
    Action.LETTERS: admin_decisions.letters,
    Action.LETTER_AGAIN: admin_decisions.letter_again,
    Action.LETTER_READ: admin_decisions.letter_read,
    Action.SEARCH: general.search_page,
    Action.STILL: still,
    Action.APPROVE: approvals.approve,
    Action.DECLINE: approvals.decline,
    Action.ASK: approvals.ask,
    Action.ANSWER: approvals.answer,
    Action.TAKE_BACK: approvals.take_back,
    Action.TAKE_VOTE_BACK: approvals.take_vote_back,
    Action.LET_GO: approvals.let_go,
    Action.WHY: approvals.ask_why,
    Action.ASK_IN: approvals.ask_in,
    Action.SHOW: approvals.show,
    Action.TEAM: teams.show_again,
    Action.MEMBER: teams.member,
    Action.ROLE: teams.toggle,
    Action.REMOVE_ASK: teams.remove_ask,
    Action.REMOVE: teams.remove,
    Action.INVITE: teams.invite_to,
    Action.ADD: teams.pick,
    Action.TEAM_HERE: teams.team_here,
    Action.SECOND: teams.second,
    Action.DROP: teams.drop,
    Action.POLICY: policy.show_again,
    Action.POLICY_YES: policy.change,
}

_ABOUT_A_REQUEST = frozenset(
    {
        Action.AXIS,
        Action.MENU,
        Action.BACK,
        Action.SPEC,
        Action.SOLD_OUT,
        Action.QUANTITY,
        Action.OTHER_QUANTITY,
        Action.ADDRESS,
        Action.CHANGE,
        Action.CONFIRM,
        Action.NOTE,
        Action.CANCEL_DRAFT,
        Action.RETRY,
        Action.WITHDRAW,
        Action.APPROVE,
        Action.DECLINE,
        Action.ASK,
        Action.ANSWER,
        Action.TAKE_BACK,
        Action.TAKE_VOTE_BACK,
        Action.LET_GO,
        Action.WHY,
        Action.ASK_IN,
    }
)


async def press(talk: Talk) -> None:
    """Do what a button asks for; a code that we did not write for this chat does nothing."""
    data = talk.query.data if talk.query else None
    code = talk.face.codes.read(data, talk.place.chat_id) if data else None
    act = ACTS.get(code.action) if code else None
    if code is None or act is None or not _takes(act, talk, code.args):
        await talk.alert(cards.old_button(talk.reader))
        return
    if code.action in _ABOUT_A_REQUEST:
        talk.request_id = int(code.args[0])
    args = (code.args[0], await _content(talk, *code.args)) if code.action in AGREES else code.args
    await act(talk, *args)


async def _content(talk: Talk, request_id: str | int, tag: str | int) -> str:
    """The hash of the content that the button was written for, if the request still has it; else nothing."""
    whole = await talk.face.desk.cards.content(int(request_id))
    return whole if talk.face.codes.is_content(tag, whole) else ""


def _takes(act: Callable[..., Awaitable[None]], talk: Talk, args: tuple[str | int, ...]) -> bool:
    """Whether an act still takes these arguments: an older version may have written the button."""
    try:
        inspect.signature(act).bind(talk, *args)
    except TypeError:
        return False
    return True
