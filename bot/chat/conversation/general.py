"""Handles plain text: greetings, help, search, the pause switch, and what is not understood."""

import re

from bot.cards import answers, people
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import NEEDS_YOU
from bot.cards.operations import health
from bot.chat.conversation import (
    asking_back,
    buying,
    costs,
    counting,
    finding,
    orders,
    own_skus,
    questions,
    sheets,
    typed_answers,
    waybills,
)
from bot.chat.conversation.conversation import Conversation, text_of
from bot.chat.conversation.incoming import addressed, forwarded, named, without_mention, wordless_kind
from bot.chat.conversation.registry import command, pressed
from bot.desk.messages.cards import ToldRequest
from bot.desk.messages.dialogs import SearchDialog
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import OnlyAdmins, ResumeProposed
from bot.desk.shared.views import Stage
from bot.purchasing.approval.team import Role
from bot.purchasing.offers.asked_for import asked_for, tells_of
from bot.purchasing.reading.answering import MessageForm
from bot.purchasing.reading.find_urls import links_in
from bot.purchasing.reading.plain_words import number_in, purchase_in, short_offer_in, topic_of
from bot.purchasing.reading.quantity import Quantity, read_quantity
from bot.purchasing.reading.waybills import waybills_in

_OF_LANGUAGES = frozenset({"/language", "/languages", "/lang"})
_HELLO = (
    "hello", "hi", "hey", "good morning", "good day", "good evening", "你好", "您好", "嗨", "早上好", "早", "привет",
    "здравствуйте", "добрый день", "доброе утро", "добрый вечер",
)  # fmt: skip
_THANKS = ("thanks", "thank you", "many thanks", "thx", "谢谢", "多谢", "谢谢您", "спасибо", "большое спасибо")
_WORD = re.compile(r"[^\W_]+")


@command("help")
async def help_(talk: Conversation) -> None:
    """`/help`: what this person may do here."""
    duties = await talk.desk.teams.duties.of(talk.by.id)
    roles = duties.here(talk.place.chat_id) or duties.roles
    await talk.say(people.help_text(talk.language, roles, private=talk.place.private, alone=duties.alone))


@command("status")
@command("health")
async def status(talk: Conversation) -> None:
    """`/status`, `/health`: is the bot well? A group reads what concerns everybody; a link leads on in private."""
    await talk.say(await _health(talk))


@pressed(ButtonAction.HEALTH)
async def health_part(talk: Conversation, jobs: int) -> None:
    """Show the regular jobs in place, or the rest again, for admins; or ask 1688 anew, for whoever reads how it is."""
    if jobs == health.ASK_1688:
        await talk.work(talk.desk.health.ask_market())
    elif Role.ADMIN not in (await talk.desk.teams.duties.of(talk.by.id)).roles or not talk.place.private:
        raise Refusal(OnlyAdmins())
    elif jobs:
        await talk.show(health.jobs(await talk.work(talk.desk.health.report()), talk.language))
        return
    await talk.show(await _health(talk))


async def _health(talk: Conversation) -> View:
    duties = await talk.desk.teams.duties.of(talk.by.id)
    admin, report = Role.ADMIN in duties.roles, await talk.work(talk.desk.health.report())
    if admin and not talk.place.private:
        return health.in_group(report, talk.language, talk.services.bot.username)
    return health.health(report, talk.language, admin=admin, owner=duties.owner)


@command("pause")
async def pause(talk: Conversation) -> None:
    """`/pause <reason>`: nobody buys until `/resume`."""
    if not talk.words:
        raise Refusal(RefusalReason.REASON_NEEDED)
    await talk.desk.switch.pause(talk.act, talk.words)


@command("resume")
async def resume(talk: Conversation) -> None:
    """`/resume`: the only admin is not told twice, for the question for their second word comes to their own chat."""
    try:
        await talk.desk.switch.resume(talk.act)
    except Refusal as refusal:
        if not (isinstance(refusal.why, ResumeProposed) and refusal.why.at is not None and talk.place.private):
            raise


async def unknown(talk: Conversation) -> None:
    """Answer an unknown command; in a group it may be meant for another bot."""
    if talk.place.private:
        languages = text_of(talk.message).split()[0].casefold() in _OF_LANGUAGES
        await talk.say(answers.sentence(talk.language, "language-how" if languages else "unknown-command"))


async def text(talk: Conversation) -> None:
    """Handle any text: an answer that is waited for, or products."""
    message = talk.message
    if message is None or talk.is_rest_of_album:
        return
    if await counting.photo(talk) or await asking_back.photo(talk) or await costs.photo(talk):
        return
    ours = addressed(message, talk.services.bot)
    words = without_mention(text_of(message), talk.services.bot)
    if forwarded(message):
        # What is forwarded to the bot is read as a link; in a group a forwarded text is no request.
        if talk.place.private and not (
            await buying.products(talk, words, addressed=True) or await finding.pictured(talk, message, words)
        ):
            await talk.say(answers.no_product(words, talk.language))
        return
    if (ours or not links_in(words)) and await sheets.came(talk, ours=ours):
        return
    picture = ours and finding.picture_of(message) is not None and not links_in(words)
    looked_for = picture and isinstance(talk.answering, SearchDialog)
    if ours and not looked_for and await typed_answers.answered(talk, words):
        talk.meant = True
        return
    if talk.late is not None and MessageForm.NUMBER in talk.late.wants and _is_number(words):
        await questions.offer(talk, talk.late, words, late=True)
        return
    if picture and await finding.pictured(talk, message, words):
        return
    # People talk about a card by replying to it: only a link, or the bot's name, makes that a wish.
    meant = named(message, talk.services.bot)
    if meant and (await sheets.pasted(talk, words) or await own_skus.by_codes(talk, words)):
        return
    about = await talk.about() if meant else None
    if meant and await waybills.answered(talk, waybills_in(words)):
        return
    if meant and (await _number_meant(talk, words, about) or await _variants_meant(talk, words)):
        return
    found = await buying.products(talk, words, addressed=meant or (ours and bool(links_in(words))))
    talk.meant = meant or found
    if found or not meant:
        return
    if talk.late is not None:
        await questions.offer(talk, talk.late, words, late=True)
        return
    bare = " ".join(_WORD.findall(words.casefold()))
    if talk.place.private and bare in (*_HELLO, *_THANKS):
        await talk.say(answers.sentence(talk.language, "courtesy-hello" if bare in _HELLO else "courtesy-thanks"))
    elif about is not None and topic_of(words) is not None:
        await orders.details(talk, str(about.request_id))
    elif about is not None:
        await talk.say(answers.sentence(talk.language, "nothing-waits", NEEDS_YOU))
    elif await talk.desk.teams.only_receives(talk.by.id):
        await talk.say(answers.sentence(talk.language, "start-receive"))
    else:
        await talk.say(answers.no_product(words, talk.language))


def _is_number(words: str) -> bool:
    """Whether words are a quantity, or the number of a purchase or order."""
    return isinstance(read_quantity(words), Quantity) or number_in(words) is not None


async def _number_meant(talk: Conversation, words: str, about: ToldRequest | None) -> bool:
    """Whether a purchase was meant by its number, alone or in a sentence.

    In private a lone number is also how many, if the newest draft asks it, or a product of few digits; in a reply to
    what is about a purchase it can only be meant for that.
    """
    private = talk.place.private
    if isinstance(read_quantity(words), Quantity):
        draft = await typed_answers.draft_meant(talk) if private and about is None else None
        if draft is not None and (await talk.desk.drafting.step(draft)).stage is Stage.QUANTITY:
            return await typed_answers.quantity(talk, words, draft)
        if about is not None:
            return False
    number = number_in(words) or (None if links_in(words) else purchase_in(words))
    offer = short_offer_in(words) if private else None
    if number is not None:
        await orders.details(talk, number)
    elif offer is not None:
        await talk.say(answers.bare_number(offer, 0, "", talk.language))
    return number is not None or offer is not None


async def _variants_meant(talk: Conversation, words: str) -> bool:
    """Whether the words are about variants of the draft that is meant, which asks for them.

    What is not understood of them is said on its card, which comes below.
    """
    drafting = talk.desk.drafting
    draft = await typed_answers.draft_meant(talk) if not links_in(words) else None
    if draft is None:
        return False
    step = await drafting.step(draft)
    wish = asked_for(step.purchase.request.offer, words)
    named = wish.several or (len(wish.skus) == 1 and not wish.strange and not wish.doubtful)
    if step.stage not in (Stage.VARIANT, Stage.SEVERAL):
        return False
    if named:
        await talk.work(drafting.typed(talk.act, draft, words))
        return True
    question = "?" in words or "？" in words or topic_of(words) is not None
    if question or not tells_of(step.purchase.request.offer, words):
        return False
    await buying.typed_quantity(talk, draft, words)
    return True


async def other(talk: Conversation) -> None:
    """Handle a picture, a sticker or a file: in private say what helps, in a group ignore it."""
    if talk.message is None or talk.is_rest_of_album:
        return
    if await counting.photo(talk) or await asking_back.photo(talk) or await costs.photo(talk):
        return
    ours = addressed(talk.message, talk.services.bot)
    if await sheets.came(talk, ours=ours):
        return
    looked_for = talk.answering is None or isinstance(talk.answering, SearchDialog)
    if ours and looked_for and await finding.pictured(talk, talk.message, ""):
        return
    if ours and talk.place.private:
        waits = talk.waits or talk.answering is not None
        kind = "answer" if waits else wordless_kind(talk.message)
        await talk.say(answers.sentence(talk.language, f"no-text-{kind}" if kind else "no-text"))
