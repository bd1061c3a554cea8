"""Maps each button's action to the function that does it."""

import inspect
from collections.abc import Awaitable, Callable

from bot.cards import answers
from bot.cards.buttons import AGREES, ButtonAction
from bot.chat.conversation import (
    admin_decisions,
    approvals,
    away,
    buying,
    by_hand,
    forgetting,
    general,
    notify,
    orders,
    own_skus,
    policy,
    sheets,
    team_list,
    team_settings,
    teams,
    typed_answers,
)
from bot.chat.conversation.conversation import Conversation


async def still(talk: Conversation) -> None:
    """Do nothing: the button shows the number of a page."""


ACTS: dict[ButtonAction, Callable[..., Awaitable[None]]] = {
    ButtonAction.AXIS: buying.turn,
    ButtonAction.MENU: buying.menu,
    ButtonAction.BACK: buying.back,
    ButtonAction.SPEC: buying.choose_variant,
    ButtonAction.SOLD_OUT: buying.sold_out,
    ButtonAction.SEVERAL: buying.several,
    ButtonAction.GRID: buying.grid,
    ButtonAction.COLLECT: buying.collect,
    ButtonAction.COLLECTED: buying.collected,
    ButtonAction.LINE: buying.choose_line,
    ButtonAction.DROP_LINE: buying.drop_line,
    ButtonAction.SKU: own_skus.show,
    ButtonAction.SKUS: own_skus.page,
    ButtonAction.SKU_BUY: own_skus.buy_one,
    ButtonAction.SKU_REMOVE: own_skus.remove,
    ButtonAction.SKU_EXPORT: own_skus.send_file,
    ButtonAction.SKU_RESERVE: own_skus.take_reserve,
    ButtonAction.REORDER: buying.reorder,
    ButtonAction.REST: buying.order_rest,
    ButtonAction.STOP_READING: sheets.stop,
    ButtonAction.READ_SHEET: sheets.read_offered,
    ButtonAction.QUANTITY: buying.choose_quantity,
    ButtonAction.OTHER_QUANTITY: buying.other_quantity,
    ButtonAction.ADDRESS: buying.choose_address,
    ButtonAction.CHANGE: buying.change,
    ButtonAction.CONFIRM: buying.confirm,
    ButtonAction.NOTE: buying.ask_note,
    ButtonAction.UNASK: typed_answers.unask,
    ButtonAction.CANCEL_DRAFT: buying.cancel_draft,
    ButtonAction.RETRY: buying.retry,
    ButtonAction.WITHDRAW: buying.withdraw,
    ButtonAction.BY_HAND: by_hand.take,
    ButtonAction.HAND_NUMBER: by_hand.ask_number,
    ButtonAction.HAND_ACCEPT: by_hand.accept,
    ButtonAction.OPEN: buying.open_offer,
    ButtonAction.PAY: orders.pay,
    ButtonAction.QR: orders.pay_qr,
    ButtonAction.MORE: orders.more,
    ButtonAction.CANCEL_ASK: orders.cancel_ask,
    ButtonAction.CANCEL_YES: orders.cancel_yes,
    ButtonAction.CANCEL_NO: orders.cancel_no,
    ButtonAction.CANCEL_THIS: typed_answers.cancel_this,
    ButtonAction.TELL_SELLER: orders.tell_seller,
    ButtonAction.CHAT_SELLER: orders.chat_seller,
    ButtonAction.LOOK: orders.look,
    ButtonAction.TRACK: orders.trace,
    ButtonAction.ORDERS: orders.orders_page,
    ButtonAction.PENDING: approvals.pending_page,
    ButtonAction.DETAILS: orders.details,
    ButtonAction.FOUND: orders.found,
    ButtonAction.PLACE_ANEW: orders.place_anew,
    ButtonAction.GIVE_UP: orders.give_up,
    ButtonAction.FOUND_THIS: admin_decisions.found_this,
    ButtonAction.GIVE_UP_SEEN: orders.give_up_seen,
    ButtonAction.GHOST_CLOSED: admin_decisions.ghost_closed,
    ButtonAction.GHOSTS: admin_decisions.ghosts,
    ButtonAction.GHOST_LINK: admin_decisions.ghost_link,
    ButtonAction.GHOST_FOLLOW: admin_decisions.ghost_follow,
    ButtonAction.GHOST_SETTLE: admin_decisions.ghost_settle,
    ButtonAction.LETTERS: admin_decisions.letters,
    ButtonAction.LETTER_AGAIN: admin_decisions.letter_again,
    ButtonAction.LETTER_READ: admin_decisions.letter_read,
    ButtonAction.SEARCH: buying.search_page,
    ButtonAction.HEALTH: general.health_part,
    ButtonAction.STILL: still,
    ButtonAction.APPROVE: approvals.approve,
    ButtonAction.CHOOSE_PART: approvals.choose_part,
    ButtonAction.APPROVE_PART: approvals.approve_part,
    ButtonAction.DECLINE: approvals.decline,
    ButtonAction.DECLINE_FOR: approvals.decline_for,
    ButtonAction.DECLINE_OTHER: approvals.decline_other,
    ButtonAction.ASK: approvals.ask,
    ButtonAction.ANSWER: approvals.answer,
    ButtonAction.TAKE_BACK: approvals.take_back,
    ButtonAction.TAKE_VOTE_BACK: approvals.take_vote_back,
    ButtonAction.LET_GO: approvals.let_go,
    ButtonAction.WHY: approvals.ask_why,
    ButtonAction.ASK_IN: approvals.ask_in,
    ButtonAction.TO_LIST: team_list.add_draft,
    ButtonAction.LIST: team_list.page,
    ButtonAction.LIST_CHANGE: team_list.changes,
    ButtonAction.LIST_LINE: team_list.line,
    ButtonAction.LIST_PIECES: team_list.pieces,
    ButtonAction.LIST_TYPE: team_list.ask_pieces,
    ButtonAction.LIST_ASK: team_list.ask,
    ButtonAction.SHOW: approvals.show,
    ButtonAction.TEAM: teams.show_again,
    ButtonAction.MEMBER: teams.member,
    ButtonAction.ROLE: teams.toggle,
    ButtonAction.REMOVE_ASK: teams.remove_ask,
    ButtonAction.REMOVE: teams.remove,
    ButtonAction.INVITE: teams.invite_to,
    ButtonAction.ADD: teams.pick,
    ButtonAction.TEAM_HERE: teams.team_here,
    ButtonAction.SECOND: teams.second,
    ButtonAction.DROP: teams.drop,
    ButtonAction.POLICY: policy.show_again,
    ButtonAction.POLICY_YES: policy.change,
    ButtonAction.NOTIFY: notify.page,
    ButtonAction.NOTIFY_SET: notify.choose,
    ButtonAction.FORGET: forgetting.forget_me,
    ButtonAction.POLICY_TRY: policy.try_usual,
    ButtonAction.SETTINGS: team_settings.settings,
    ButtonAction.LANGUAGE: team_settings.language,
    ButtonAction.RATE_ASK: team_settings.rate_ask,
    ButtonAction.RATE_STILL: team_settings.rate_still,
    ButtonAction.AWAY: away.until,
    ButtonAction.AWAY_YES: away.go,
    ButtonAction.BACK_AGAIN: away.back_again,
}

_ABOUT_A_REQUEST = frozenset(
    {
        ButtonAction.AXIS,
        ButtonAction.MENU,
        ButtonAction.BACK,
        ButtonAction.SPEC,
        ButtonAction.SOLD_OUT,
        ButtonAction.SEVERAL,
        ButtonAction.GRID,
        ButtonAction.COLLECT,
        ButtonAction.COLLECTED,
        ButtonAction.LINE,
        ButtonAction.DROP_LINE,
        ButtonAction.SKU_RESERVE,
        ButtonAction.TO_LIST,
        ButtonAction.QUANTITY,
        ButtonAction.OTHER_QUANTITY,
        ButtonAction.ADDRESS,
        ButtonAction.CHANGE,
        ButtonAction.CONFIRM,
        ButtonAction.NOTE,
        ButtonAction.CANCEL_DRAFT,
        ButtonAction.RETRY,
        ButtonAction.WITHDRAW,
        ButtonAction.BY_HAND,
        ButtonAction.HAND_NUMBER,
        ButtonAction.HAND_ACCEPT,
        ButtonAction.APPROVE,
        ButtonAction.CHOOSE_PART,
        ButtonAction.APPROVE_PART,
        ButtonAction.DECLINE,
        ButtonAction.DECLINE_FOR,
        ButtonAction.DECLINE_OTHER,
        ButtonAction.ASK,
        ButtonAction.ANSWER,
        ButtonAction.TAKE_BACK,
        ButtonAction.TAKE_VOTE_BACK,
        ButtonAction.LET_GO,
        ButtonAction.WHY,
        ButtonAction.ASK_IN,
    }
)


async def press(talk: Conversation) -> None:
    """Do what a button asks for; the guard let only buttons through that we wrote for this chat."""
    code = talk.code
    act = ACTS.get(code.action) if code else None
    if code is None or act is None or not _takes(act, talk, code.args):
        await talk.alert(answers.old_button(talk.reader))
        return
    if code.action in _ABOUT_A_REQUEST:
        talk.request_id = int(code.args[0])
    args = code.args
    if code.action in AGREES:
        # A word before the content is the mark of what the card warned of.
        *about, tag = args
        seen = (about.pop(),) if len(about) > 1 and isinstance(about[-1], str) else ()
        args = (*about, await _content(talk, args[0], tag), *seen)
    await act(talk, *args)


async def _content(talk: Conversation, request_id: str | int, tag: str | int) -> str:
    """The hash of the content the button was written for, if the request still has it; else empty."""
    whole = await talk.face.desk.cards.content(int(request_id))
    return whole if talk.face.codes.is_content(tag, whole) else ""


def _takes(act: Callable[..., Awaitable[None]], talk: Conversation, args: tuple[str | int, ...]) -> bool:
    """Whether the function still takes these arguments: an older version may have written the button."""
    try:
        inspect.signature(act).bind(talk, *args)
    except TypeError:
        return False
    return True
