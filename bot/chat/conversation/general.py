"""Handles plain text: greetings, help, search, the pause switch, typed answers, and what is not understood."""

from bot.cards import answers, health, people
from bot.cards.view import View
from bot.chat.conversation import (
    approvals,
    buying,
    by_hand,
    orders,
    own_skus,
    sheets,
    team_list,
    team_settings,
)
from bot.chat.conversation.conversation import Conversation, text_of
from bot.chat.conversation.courtesy import courtesy
from bot.chat.conversation.incoming import (
    addressed,
    forwarded,
    named,
    replied_to_us,
    without_mention,
    wordless_kind,
)
from bot.desk.ledger.ledger import AlreadyDone
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
    OrderNumberDialog,
    QuantityDialog,
    RateDialog,
    RulesDialog,
    SearchDialog,
    SellerNoteDialog,
    SkuCountDialog,
    WhyDialog,
)
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.refusals.decisions import OnlyAdmins, OthersQuestion, ReasonNeeded
from bot.desk.shared.refusals.teams import ResumeProposed
from bot.desk.shared.values import CHOOSING, Stage
from bot.market.errors import MarketError
from bot.purchasing.approval.team import Role
from bot.purchasing.asked_for import asked_for, tells_of
from bot.purchasing.find_urls import links_in
from bot.purchasing.plain_words import number_in, purchase_in, short_offer_in, topic_of
from bot.purchasing.quantity import Doubt, Quantity, read_quantity

_OF_LANGUAGES = frozenset({"/language", "/languages", "/lang"})
_PRESSED = (RulesDialog, ForgetDialog)
"""Questions that no words answer, only a press."""
_ASKED_AGAIN = frozenset(
    {
        "note-too-long",
        "note-empty",
        "reason-needed",
        "unknown-request",
        "not-on-market",
        "not-our-order",
        "not-as-approved",
        "order-taken",
        "may-be-doubt",
        "rate-wrong",
        "sku-count-unclear",
        "pieces-wrong",
    }
)
"""Refusals of the words themselves: others would do, so the question stays open."""


async def help_(talk: Conversation) -> None:
    """`/help`: what this person may do here."""
    duties = await talk.face.desk.teams.duties.of(talk.by.id)
    roles = duties.here(talk.place.chat_id) or duties.roles
    await talk.say(people.help_text(talk.language, roles, private=talk.place.private, alone=duties.alone))


async def status(talk: Conversation) -> None:
    """`/status`, `/health`: is the bot well? A group reads what concerns everybody; a link leads on in private."""
    await talk.say(await _health(talk))


async def health_part(talk: Conversation, jobs: int) -> None:
    """Show the regular jobs in place, or the rest again, for admins; or ask 1688 anew, for whoever reads how it is."""
    if jobs == health.ASK_1688:
        await talk.work(talk.face.desk.health.ask_market())
        await talk.show(await _health(talk))
        return
    duties = await talk.face.desk.teams.duties.of(talk.by.id)
    if Role.ADMIN not in duties.roles or not talk.place.private:
        raise Refusal(OnlyAdmins())
    report = await talk.work(talk.face.desk.health.report())
    await talk.show(health.jobs(report, talk.language) if jobs else await _health(talk))


async def _health(talk: Conversation) -> View:
    duties = await talk.face.desk.teams.duties.of(talk.by.id)
    admin, report = Role.ADMIN in duties.roles, await talk.work(talk.face.desk.health.report())
    if admin and not talk.place.private:
        return health.in_group(report, talk.language, talk.face.bot.username)
    return health.health(report, talk.language, admin=admin, owner=duties.owner)


async def pause(talk: Conversation) -> None:
    """`/pause <reason>`: nobody buys until `/resume`."""
    if not talk.words:
        raise Refusal(ReasonNeeded())
    await talk.face.desk.switch.pause(talk.by, talk.words, talk.cause)


async def resume(talk: Conversation) -> None:
    """`/resume`: the only admin is not told twice, for the question for their second word comes to their own chat."""
    try:
        await talk.face.desk.switch.resume(talk.by, talk.cause)
    except Refusal as refusal:
        asked_here = isinstance(refusal.why, ResumeProposed) and refusal.why.at is not None and talk.place.private
        if not asked_here:
            raise


async def unknown(talk: Conversation) -> None:
    """Answer an unknown command; in a group it may be meant for another bot."""
    if talk.place.private:
        languages = text_of(talk.message).split()[0].casefold() in _OF_LANGUAGES
        await talk.say((answers.languages if languages else answers.unknown_command)(talk.language))


async def text(talk: Conversation) -> None:
    """Handle any text: an answer that is waited for, or products."""
    message = talk.message
    if message is None:
        return
    ours = addressed(message, talk.face.bot)
    words = without_mention(text_of(message), talk.face.bot)
    if forwarded(message):
        await _forwarded(talk, words)
        return
    if message.document is not None and sheets.is_sheet(message.document) and (ours or not links_in(words)):
        talk.meant = ours
        await (sheets.dropped if ours else sheets.offer)(talk, message.document)
        return
    if ours and await _answered(talk, words):
        talk.meant = True
        return
    # People talk about a card by replying to it: only a link, or the bot's name, makes that a wish.
    meant = named(message, talk.face.bot)
    if meant and (await sheets.pasted(talk, words) or await own_skus.by_codes(talk, words)):
        return
    if meant and (await _number_meant(talk, words) or await _variants_meant(talk, words)):
        return
    found = await buying.products(talk, words, addressed=meant or (ours and bool(links_in(words))))
    talk.meant = meant or found
    if found or not meant:
        return
    kind = courtesy(words) if talk.place.private else ""
    await talk.say(answers.courtesy(kind, talk.language) if kind else answers.no_product(words, talk.language))


async def _number_meant(talk: Conversation, words: str) -> bool:
    """Whether a purchase was meant by its number, alone or in a sentence.

    In private a lone number is also how many, if the newest draft asks it, or a product of few digits.
    """
    private = talk.place.private
    draft = (
        await talk.face.desk.drafting.latest(talk.by, talk.place)
        if private and isinstance(read_quantity(words), Quantity)
        else None
    )
    if draft is not None and (await talk.face.desk.drafting.step(draft)).stage is Stage.QUANTITY:
        return await _quantity(talk, words, draft)
    number = number_in(words) or (None if links_in(words) else purchase_in(words))
    offer = short_offer_in(words) if private else None
    if number is not None:
        await orders.details(talk, number)
    elif offer is not None:
        await talk.say(answers.bare_number(offer, 0, "", talk.language))
    return number is not None or offer is not None


async def _variants_meant(talk: Conversation, words: str) -> bool:
    """In private: whether the words are about variants of the newest draft, which asks for them.

    What is not understood of them is said on its card, which comes below.
    """
    drafting = talk.face.desk.drafting
    newest = await drafting.latest(talk.by, talk.place) if talk.place.private and not links_in(words) else None
    if newest is None:
        return False
    step = await drafting.step(newest)
    asked = asked_for(step.purchase.request.offer, words)
    named = asked.several or (len(asked.skus) == 1 and not asked.strange and not asked.doubtful)
    if step.stage not in (Stage.VARIANT, Stage.SEVERAL):
        return False
    if named:
        await talk.work(drafting.typed(talk.by, newest, words, talk.cause))
        return True
    question = "?" in words or "？" in words or topic_of(words) is not None
    if question or not tells_of(step.purchase.request.offer, words):
        return False
    await buying.typed_quantity(talk, newest, words)
    return True


async def _forwarded(talk: Conversation, words: str) -> None:
    """Read a product forwarded to the bot as a link; in a group a forwarded text is not a request."""
    if talk.place.private and not await buying.products(talk, words, addressed=True):
        await talk.say(answers.no_product(words, talk.language))


async def other(talk: Conversation) -> None:
    """Handle a picture, a sticker or a file: in private say what helps, in a group ignore it."""
    if talk.message is None:
        return
    ours = addressed(talk.message, talk.face.bot)
    if talk.message.document is not None and sheets.is_sheet(talk.message.document):
        talk.meant = ours
        await (sheets.dropped if ours else sheets.offer)(talk, talk.message.document)
        return
    if not ours:
        return
    if not talk.place.private:
        return
    asked = await talk.face.desk.dialogs.peek(talk.place.chat_id, talk.by.id)
    waits = asked is not None and not isinstance(asked, _PRESSED)
    await talk.say(answers.no_text(talk.language, "answer" if waits else wordless_kind(talk.message)))


async def _answered(talk: Conversation, words: str) -> bool:
    """Whether the text answered an open question: in a group only as a reply to the message that asks it."""
    message, private = talk.message, talk.place.private
    if message is None or (not private and not replied_to_us(message, talk.face.bot)):
        return False
    dialog = await talk.face.desk.dialogs.peek(talk.place.chat_id, talk.by.id)
    replied = message.reply_to_message.message_id if message.reply_to_message else None
    if dialog is None or isinstance(dialog, _PRESSED):
        return await _card_answered(talk, words)
    if dialog.asks(replied) or (private and replied is None):
        return await _dialog_answered(talk, dialog, words)
    return await _card_answered(talk, words) or (private and await _dialog_answered(talk, dialog, words))


async def _dialog_answered(talk: Conversation, dialog: Dialog, words: str) -> bool:
    """Take the text as the answer of an open question; a link is a new request, and the question stays open."""
    message = talk.message
    if isinstance(dialog, QuantityDialog):
        return await _quantity(talk, words, dialog.request_id, dialog.line)
    answers_it = message is not None and replied_to_us(message, talk.face.bot)
    if isinstance(dialog, AnswerDialog | SkuCountDialog) and not answers_it and await _is_a_wish(talk, words):
        return True
    await _then_forget(talk, dialog, words)
    return True


async def _then_forget(talk: Conversation, dialog: Dialog, words: str) -> None:
    """Do what an answer asks for; its question is closed only after that, so that a crash between loses no answer.

    After an answer that cannot be taken the question stays open, and a draft's card comes below it; so does that for
    the number of an order while 1688 does not answer.
    """
    try:
        settled = await _settle(talk, dialog, words)
    except Refusal as refusal:
        if refusal.key not in _ASKED_AGAIN:
            await _forget(talk)
            raise
        await talk.refuse(refusal)
        if isinstance(dialog, NoteDialog | WhyDialog):
            await talk.face.messenger.show_card(dialog.request_id, talk.place, anew="asked")
        return
    except (MarketError, AlreadyDone) as error:
        if isinstance(error, AlreadyDone) or not isinstance(dialog, HandNumberDialog | OrderNumberDialog):
            await _forget(talk)
        raise
    if settled:
        await _forget(talk)


async def unask(talk: Conversation) -> None:
    """Close the question that the pressed message asks, if it is still open, and take the message away.

    In a group only for whom it asks.
    """
    dialog = await talk.face.desk.dialogs.peek(talk.place.chat_id, talk.by.id)
    if dialog is not None and dialog.asks(talk.pressed):
        await _forget(talk)
    elif not talk.place.private:
        raise Refusal(OthersQuestion())
    await talk.drop()


async def cancel_this(talk: Conversation, request_id: int, wanted: int = 1) -> None:
    """Cancel the purchase of the pressed button, or keep it; the question goes either way."""
    if wanted:
        await orders.cancel_number(talk, str(request_id))
    dialog = await talk.face.desk.dialogs.peek(talk.place.chat_id, talk.by.id)
    if isinstance(dialog, CancelDialog) and dialog.asks(talk.pressed):
        await _forget(talk)
    await talk.drop()


async def _forget(talk: Conversation) -> None:
    """Close the open question; in a group the message that asked it goes."""
    await talk.tidy(await talk.face.desk.dialogs.take(talk.place.chat_id, talk.by.id))


async def _card_answered(talk: Conversation, words: str) -> bool:
    """Take a number written as a reply to the card of one's own draft as its quantity."""
    message = talk.message
    if message is None or message.reply_to_message is None:
        return False
    if not isinstance(read_quantity(words), Quantity | Doubt):
        return False
    request_id = await talk.face.desk.cards.by_message(talk.place.chat_id, message.reply_to_message.message_id)
    if request_id is None or not await _chooses(talk, request_id):
        return False
    return await _quantity(talk, words, request_id)


async def _chooses(talk: Conversation, request_id: int) -> bool:
    """Whether this person still chooses what the request is."""
    step = await talk.face.desk.drafting.step(request_id)
    return step.purchase.request.requester.id == talk.by.id and step.stage in CHOOSING


async def _quantity(talk: Conversation, words: str, request_id: int, line: int | None = None) -> bool:
    """Take the typed quantity; a product instead of a number is a new request, and the question stays open."""
    if await buying.products(talk, words, addressed=False):
        return True
    try:
        taken = await buying.typed_quantity(talk, request_id, words, line)
    except (Refusal, MarketError, AlreadyDone):
        await _forget(talk)
        raise
    if taken:
        await _forget(talk)
    return True


async def _is_a_wish(talk: Conversation, words: str) -> bool:
    """Whether a link is a new request although a question waits: it is, unless it was written as its reply."""
    return await buying.products(talk, words, addressed=False)


async def _settle(talk: Conversation, dialog: Dialog, words: str) -> bool:
    """Do what the answer to a question asks for; False if another answer may still come."""
    desk = talk.face.desk
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
            return await by_hand.number(talk, dialog.request_id, words)
        case SellerNoteDialog():
            await talk.work(desk.orders.tell_seller(talk.by, dialog.order_id, words, talk.cause))
            await talk.say(answers.seller_told(talk.language))
        case CancelDialog():
            await orders.cancel_number(talk, words)
        case SearchDialog():
            await buying.search_for(talk, words)
        case SkuCountDialog():
            await own_skus.counted(talk, dialog, words)
        case ListPiecesDialog():
            await team_list.typed_pieces(talk, dialog.line_id, words)
        case RateDialog():
            await team_settings.rate_words(talk, dialog.team_id, dialog.currency, words)
    return True
