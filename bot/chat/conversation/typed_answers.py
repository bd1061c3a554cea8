"""Handles what is typed in answer to a question, or in reply to what is about a purchase."""

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.chat.conversation import (
    approvals,
    asking_back,
    buying,
    chasing,
    comparing,
    counting,
    finding,
    orders,
    own_skus,
    questions,
    tagging,
    team_list,
    teams,
)
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.incoming import replied_to_us
from bot.chat.conversation.registry import pressed
from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.messages import dialogs
from bot.desk.messages.cards import ToldRequest
from bot.desk.shared import refusals
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import MayBeDoubt, NotAsApproved, NoteTooLong, NotOurOrder, OrderTaken, RateWrong
from bot.desk.shared.views import CHOOSING
from bot.market.errors import MarketError
from bot.purchasing.reading.quantity import Doubt, Quantity, read_quantity

_ASKED_AGAIN = frozenset({
    NoteTooLong, NotOurOrder, NotAsApproved, OrderTaken, MayBeDoubt, RateWrong, RefusalReason.NOTE_EMPTY,
    RefusalReason.REASON_NEEDED, RefusalReason.UNKNOWN_REQUEST, RefusalReason.NOT_ON_MARKET,
    RefusalReason.SKU_COUNT_UNCLEAR, RefusalReason.PIECES_WRONG, RefusalReason.COUNT_UNCLEAR,
    RefusalReason.AMOUNT_UNCLEAR, RefusalReason.WAYBILL_UNCLEAR, RefusalReason.TAG_WRONG, refusals.RefundSumWrong,
    refusals.RefundWordsWrong,
})  # fmt: skip
"""Refusals of the words themselves: others would do, so the question stays open."""


async def draft_meant(talk: Conversation) -> int | None:
    """The draft that choices without a name are for: the one that is replied to, else in private the newest."""
    if talk.replied_to is None:
        return await talk.desk.drafting.latest(talk.by, talk.place) if talk.place.private else None
    about = await talk.about()
    if about is None:
        return None
    step = await talk.desk.drafting.step(about.request_id)
    mine = step.purchase.request.requester.id == talk.by.id and step.stage in CHOOSING
    return about.request_id if mine else None


async def answered(talk: Conversation, words: str) -> bool:
    """Whether the text answered a question, or what is about a purchase and replied to."""
    message = talk.message
    if message is None or (not talk.place.private and not replied_to_us(message, talk.services.bot)):
        return False
    if talk.answering is not None:
        await _dialog_answered(talk, talk.answering, words)
        return True
    about = await talk.about()
    return about is not None and await _about_answered(talk, about, words)


async def _dialog_answered(talk: Conversation, dialog: dialogs.Dialog, words: str) -> None:
    """Take the text as the answer of a question.

    The question is closed only after what the answer asks for is done, so that a crash between loses no answer. After
    an answer that cannot be taken it stays open, and a draft's card comes below it; so does that for the number of an
    order while 1688 does not answer.
    """
    if isinstance(dialog, dialogs.QuantityDialog):
        await quantity(talk, words, dialog.request_id, dialog.line)
        return
    if dialog.shown_first and not _is_sure(talk):
        await questions.offer(talk, dialog, words, late=False)
        return
    settled = False
    try:
        settled = await _settle(talk, dialog, words)
    except Refusal as refusal:
        if refusal.reason not in _ASKED_AGAIN:
            await talk.close_question(dialog)
            raise
        await talk.refuse(refusal)
        await _ask_again(talk, dialog)
        if isinstance(dialog, dialogs.NoteDialog | dialogs.WhyDialog):
            await talk.show_card(dialog.request_id)
        return
    except (MarketError, AlreadyDone) as error:
        by_number = isinstance(dialog, dialogs.HandNumberDialog | dialogs.OrderNumberDialog)
        if isinstance(error, AlreadyDone) or not by_number:
            await talk.close_question(dialog)
            raise
        await talk.market_error(error)
    await (talk.close_question(dialog) if settled else _ask_again(talk, dialog))


def _is_sure(talk: Conversation) -> bool:
    """Whether its person said to which question the words belong: by a reply to it, or by a press below them."""
    return talk.query is not None or talk.replied_to is not None


@pressed(ButtonAction.USE_ANSWER)
async def use_answer(talk: Conversation) -> None:
    """Take the words that the pressed message shows as the answer to their question, once."""
    dialog = await talk.question()
    if dialog is None or not dialog.offered or not dialog.asks(talk.pressed):
        await talk.alert(answers.sentence(talk.reader, "question-over"))
        await talk.used_up()
        return
    await _dialog_answered(talk, dialog, dialog.offered)
    await talk.used_up()


@pressed(ButtonAction.UNASK)
async def unask(talk: Conversation) -> None:
    """Close the question that the pressed message asks, if it is still open, and take the message away.

    In a group only for whom it asks; what asks nobody any more goes for everybody.
    """
    dialog = await talk.question()
    if dialog is not None and dialog.asks(talk.pressed):
        await talk.close_question(dialog)
    elif not talk.place.private and await talk.desk.dialogs.are_asked_in(talk.place.chat_id, talk.pressed):
        raise Refusal(RefusalReason.OTHERS_QUESTION)
    await talk.drop()


@pressed(ButtonAction.CANCEL_THIS)
async def cancel_this(talk: Conversation, request_id: int, wanted: int = 1) -> None:
    """Cancel the purchase of the pressed button, or keep it; the question goes either way."""
    if wanted:
        await orders.cancel_number(talk, str(request_id))
    dialog = await talk.question()
    if isinstance(dialog, dialogs.CancelDialog) and dialog.asks(talk.pressed):
        await talk.close_question(dialog)
    await talk.drop()


async def _about_answered(talk: Conversation, about: ToldRequest, words: str) -> bool:
    """Take a reply to what is about a request: the answer to the question that it asks, or how many of a draft."""
    number, question = about.request_id, about.question_id
    purchase = (await talk.desk.drafting.step(number)).purchase
    unanswered = [each.id for each in purchase.questions if each.answered_at is None]
    if question in unanswered and purchase.request.requester.id == talk.by.id:
        await approvals.answer_words(talk, number, words, question)
        return True
    if not isinstance(read_quantity(words), Quantity | Doubt) or await draft_meant(talk) is None:
        return False
    return await quantity(talk, words, number)


async def quantity(talk: Conversation, words: str, request_id: int, line: int | None = None) -> bool:
    """Take the typed quantity; a product instead of a number is a new request, and the question stays open."""
    if talk.query is None and await buying.products(talk, words, addressed=False):
        return True
    open_one = await talk.question()
    dialog = open_one if isinstance(open_one, dialogs.QuantityDialog) and open_one.request_id == request_id else None
    try:
        taken = await buying.typed_quantity(talk, request_id, words, line)
    except (Refusal, MarketError, AlreadyDone):
        if dialog is not None:
            await talk.close_question(dialog)
        raise
    if dialog is not None:
        await (talk.close_question(dialog) if taken else _ask_again(talk, dialog))
    return True


async def _ask_again(talk: Conversation, dialog: dialogs.Dialog) -> None:
    """What was said of an answer that cannot be taken asks its question once more, if that is still open."""
    await talk.desk.dialogs.ask_again(talk.place.chat_id, talk.by.id, dialog, talk.said, talk.said_at)


async def _settle(talk: Conversation, dialog: dialogs.Dialog, words: str) -> bool:
    """Do what the answer to a question asks for; False if another answer may still come."""
    desk = talk.desk
    match dialog:
        case dialogs.NoteDialog():
            before = await buying.as_chosen(talk, dialog.request_id)
            await talk.work(desk.drafting.note(talk.act, dialog.request_id, words))
            await buying.say_if_same(talk, dialog.request_id, before)
        case dialogs.WhyDialog():
            before = await buying.as_chosen(talk, dialog.request_id)
            await talk.work(desk.drafting.why(talk.act, dialog.request_id, words))
            await buying.say_if_same(talk, dialog.request_id, before)
        case dialogs.TagDialog():
            before = await buying.as_chosen(talk, dialog.request_id)
            if not await tagging.give(talk, dialog.request_id, words, dialog.line):
                await buying.say_if_same(talk, dialog.request_id, before)
        case dialogs.DeclineDialog():
            await approvals.decline_because(talk, dialog.request_id, dialog.hash, words)
        case dialogs.AskDialog():
            await approvals.ask_words(talk, dialog.request_id, words)
        case dialogs.AnswerDialog():
            await approvals.answer_words(talk, dialog.request_id, words, dialog.question_id)
        case dialogs.SellerAnswerDialog():
            await talk.work(desk.asking_seller.answered(talk.act, dialog.request_id, words))
            await talk.say(answers.sentence(talk.language, "seller-answer-kept"))
        case dialogs.OrderNumberDialog():
            await talk.work(desk.unclear_orders.found(talk.act, dialog.attempt_id, words))
        case dialogs.HandNumberDialog():
            return await orders.hand_number(talk, dialog.request_id, words)
        case dialogs.SellerNoteDialog():
            await chasing.show_note(talk, dialog.order_id, words)
        case dialogs.CountDialog():
            await counting.typed_pieces(talk, dialog, words)
        case dialogs.RefundDialog():
            await asking_back.typed(talk, dialog, words)
        case dialogs.ReturnDialog():
            await asking_back.returned(talk, dialog, words)
            return False
        case dialogs.CancelDialog():
            cancel = orders.cancel_number if _is_sure(talk) else orders.ask_to_cancel
            await cancel(talk, words)
        case dialogs.CompareDialog():
            return await comparing.typed(talk, dialog, words)
        case dialogs.SearchDialog():
            await finding.by_words(talk, 1, words)
        case dialogs.SkuCountDialog():
            await own_skus.counted(talk, dialog, words)
        case dialogs.ListPiecesDialog():
            await team_list.typed_pieces(talk, dialog.line_id, words)
        case dialogs.RateDialog():
            await teams.rate_words(talk, dialog.team_id, dialog.currency, words)
    return True
