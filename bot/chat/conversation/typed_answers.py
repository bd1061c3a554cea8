"""Handles what is typed in answer to a question, or in reply to what is about a purchase."""

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.chat.conversation import approvals, buying, orders, own_skus, team_list, teams
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.incoming import replied_to_us
from bot.chat.conversation.registry import pressed
from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.messages.cards import ToldRequest
from bot.desk.messages.dialogs import (
    AnswerDialog,
    AskDialog,
    CancelDialog,
    DeclineDialog,
    Dialog,
    ForgetDialog,
    HandNumberDialog,
    ListPiecesDialog,
    NoteDialog,
    OfRequest,
    OrderNumberDialog,
    QuantityDialog,
    RateDialog,
    RulesDialog,
    SearchDialog,
    SellerNoteDialog,
    SkuCountDialog,
    WhyDialog,
)
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import MayBeDoubt, NotAsApproved, NoteTooLong, NotOurOrder, OrderTaken, RateWrong
from bot.desk.shared.values import CHOOSING
from bot.market.errors import MarketError
from bot.purchasing.reading.quantity import Doubt, Quantity, read_quantity

ONLY_PRESSED = (RulesDialog, ForgetDialog)
"""Questions that no words answer, only a press."""
_ASKED_AGAIN = frozenset({
    NoteTooLong, NotOurOrder, NotAsApproved, OrderTaken, MayBeDoubt, RateWrong, RefusalReason.NOTE_EMPTY,
    RefusalReason.REASON_NEEDED, RefusalReason.UNKNOWN_REQUEST, RefusalReason.NOT_ON_MARKET,
    RefusalReason.SKU_COUNT_UNCLEAR, RefusalReason.PIECES_WRONG,
})  # fmt: skip
"""Refusals of the words themselves: others would do, so the question stays open."""


async def draft_meant(talk: Conversation) -> int | None:
    """The draft that choices without a name are for: the one that is replied to, else in private the newest."""
    if talk.replied_to is None:
        return await talk.services.desk.drafting.latest(talk.by, talk.place) if talk.place.private else None
    about = await talk.about()
    if about is None:
        return None
    step = await talk.services.desk.drafting.step(about.request_id)
    mine = step.purchase.request.requester.id == talk.by.id and step.stage in CHOOSING
    return about.request_id if mine else None


async def answered(talk: Conversation, words: str) -> bool:
    """Whether the text answered an open question: as a reply to what asks it or, in private, in plain words."""
    message, private = talk.message, talk.place.private
    if message is None or (not private and not replied_to_us(message, talk.services.bot)):
        return False
    dialog = await talk.services.desk.dialogs.peek(talk.place.chat_id, talk.by.id)
    about = await talk.about()
    if dialog is not None and not isinstance(dialog, ONLY_PRESSED) and _waits_for(talk, dialog, about):
        return await _dialog_answered(talk, dialog, words)
    return about is not None and await _about_answered(talk, about, words)


def _waits_for(talk: Conversation, dialog: Dialog, about: ToldRequest | None) -> bool:
    """Whether this message is for the question; one of an older version does not know which message asks it."""
    if talk.replied_to is None or dialog.asked_in:
        return talk.replied_to is None or dialog.asks(talk.replied_to)
    return about is None or not isinstance(dialog, OfRequest) or dialog.request_id == about.request_id


async def _dialog_answered(talk: Conversation, dialog: Dialog, words: str) -> bool:
    """Take the text as the answer of an open question; a link is a new request, and the question stays open."""
    message = talk.message
    if isinstance(dialog, QuantityDialog):
        return await quantity(talk, words, dialog.request_id, dialog.line)
    answers_it = message is not None and replied_to_us(message, talk.services.bot)
    open_to_all = isinstance(dialog, AnswerDialog | SkuCountDialog) and not answers_it
    if not (open_to_all and await buying.products(talk, words, addressed=False)):
        await _then_forget(talk, dialog, words)
    return True


async def _then_forget(talk: Conversation, dialog: Dialog, words: str) -> None:
    """Do what an answer asks for; its question is closed only after that, so that a crash between loses no answer.

    After an answer that cannot be taken the question stays open, and a draft's card comes below it; so does that for
    the number of an order while 1688 does not answer.
    """
    settled = False
    try:
        settled = await _settle(talk, dialog, words)
    except Refusal as refusal:
        if refusal.reason not in _ASKED_AGAIN:
            await _forget(talk)
            raise
        await talk.refuse(refusal)
        await _ask_again(talk)
        if isinstance(dialog, NoteDialog | WhyDialog):
            await talk.services.messenger.show_card(dialog.request_id, talk.place, anew="asked")
        return
    except (MarketError, AlreadyDone) as error:
        if isinstance(error, AlreadyDone) or not isinstance(dialog, HandNumberDialog | OrderNumberDialog):
            await _forget(talk)
            raise
        await talk.market_error(error)
    await (_forget if settled else _ask_again)(talk)


@pressed(ButtonAction.UNASK)
async def unask(talk: Conversation) -> None:
    """Close the question that the pressed message asks, if it is still open, and take the message away.

    In a group only for whom it asks.
    """
    dialog = await talk.services.desk.dialogs.peek(talk.place.chat_id, talk.by.id)
    if dialog is not None and dialog.asks(talk.pressed):
        await _forget(talk)
    elif not talk.place.private:
        raise Refusal(RefusalReason.OTHERS_QUESTION)
    await talk.drop()


@pressed(ButtonAction.CANCEL_THIS)
async def cancel_this(talk: Conversation, request_id: int, wanted: int = 1) -> None:
    """Cancel the purchase of the pressed button, or keep it; the question goes either way."""
    if wanted:
        await orders.cancel_number(talk, str(request_id))
    dialog = await talk.services.desk.dialogs.peek(talk.place.chat_id, talk.by.id)
    if isinstance(dialog, CancelDialog) and dialog.asks(talk.pressed):
        await _forget(talk)
    await talk.drop()


async def _forget(talk: Conversation) -> None:
    """Close the open question; in a group the message that asked it goes."""
    await talk.tidy(await talk.services.desk.dialogs.take(talk.place.chat_id, talk.by.id))


async def _about_answered(talk: Conversation, about: ToldRequest, words: str) -> bool:
    """Take a reply to what is about a request: the answer to the question that it asks, or how many of a draft."""
    number, question = about.request_id, about.question_id
    purchase = (await talk.services.desk.drafting.step(number)).purchase
    unanswered = [each.id for each in purchase.questions if each.answered_at is None]
    if question in unanswered and purchase.request.requester.id == talk.by.id:
        await approvals.answer_words(talk, number, words, question)
        return True
    if not isinstance(read_quantity(words), Quantity | Doubt) or await draft_meant(talk) is None:
        return False
    return await quantity(talk, words, number)


async def quantity(talk: Conversation, words: str, request_id: int, line: int | None = None) -> bool:
    """Take the typed quantity; a product instead of a number is a new request, and the question stays open."""
    if await buying.products(talk, words, addressed=False):
        return True
    dialog = await talk.services.desk.dialogs.peek(talk.place.chat_id, talk.by.id)
    asks = isinstance(dialog, QuantityDialog) and dialog.request_id == request_id
    try:
        taken = await buying.typed_quantity(talk, request_id, words, line)
    except (Refusal, MarketError, AlreadyDone):
        if asks:
            await _forget(talk)
        raise
    if asks:
        await (_forget if taken else _ask_again)(talk)
    return True


async def _ask_again(talk: Conversation) -> None:
    """What was said of an answer that cannot be taken asks the open question once more."""
    dialog = await talk.services.desk.dialogs.peek(talk.place.chat_id, talk.by.id)
    if dialog is not None:
        for message_id in talk.said:
            await talk.services.desk.dialogs.asked(talk.place.chat_id, talk.by.id, dialog, message_id)


async def _settle(talk: Conversation, dialog: Dialog, words: str) -> bool:
    """Do what the answer to a question asks for; False if another answer may still come."""
    desk = talk.services.desk
    match dialog:
        case NoteDialog():
            await talk.work(desk.drafting.note(talk.by, dialog.request_id, words, talk.cause))
        case WhyDialog():
            await talk.work(desk.drafting.why(talk.by, dialog.request_id, words, talk.cause))
        case DeclineDialog():
            await approvals.decline_because(talk, dialog.request_id, dialog.hash, words)
        case AskDialog():
            await approvals.ask_words(talk, dialog.request_id, words)
        case AnswerDialog():
            await approvals.answer_words(talk, dialog.request_id, words, dialog.question_id)
        case OrderNumberDialog():
            await talk.work(desk.unclear_orders.found(talk.by, dialog.attempt_id, words, talk.cause))
        case HandNumberDialog():
            return await orders.hand_number(talk, dialog.request_id, words)
        case SellerNoteDialog():
            await talk.work(desk.orders.tell_seller(talk.by, dialog.order_id, words, talk.cause))
            await talk.say(answers.sentence(talk.language, "seller-told"))
        case CancelDialog():
            await orders.cancel_number(talk, words)
        case SearchDialog():
            await buying.search_for(talk, words)
        case SkuCountDialog():
            await own_skus.counted(talk, dialog, words)
        case ListPiecesDialog():
            await team_list.typed_pieces(talk, dialog.line_id, words)
        case RateDialog():
            await teams.rate_words(talk, dialog.team_id, dialog.currency, words)
    return True
