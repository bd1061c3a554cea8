"""Handles offers side by side: `/compare`, the way there from drafts and searches, wishes, and taking one."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.cards.blocks.buttons import ButtonAction
from bot.cards.requests import comparison as cards
from bot.chat.conversation import buying
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.desk.messages.dialogs import CompareDialog
from bot.desk.requests.comparing import AS_SHOWN
from bot.desk.requests.opening import require_shown
from bot.desk.requests.quoting import AGREED_WITHIN
from bot.purchasing.own_sku import by_code, normal
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.reading.links import find
from bot.purchasing.reading.quantity import Quantity, Wrong, trailing
from bot.purchasing.requests.asked_line import NamedOffer, named_by
from bot.purchasing.requests.comparison import MOST


@command("compare")
async def compare(talk: Conversation) -> None:
    """`/compare <links, ids or own SKUs> [quantity]`."""
    if talk.words:
        await typed(talk, CompareDialog(), talk.words)
    else:
        await talk.ask_typed(CompareDialog(), "ask-compare")


async def typed(talk: Conversation, dialog: CompareDialog, words: str) -> bool:
    """Take typed offers, a quantity or both; False if that settles nothing yet."""
    last, pieces = trailing(words), 0
    known = await talk.desk.own_skus.known(talk.by, talk.place, words.split())
    if last is not None and normal(words[last.start :]) not in known and not isinstance(last.reading, Wrong):
        said = last.reading  # nothing is bought by it: what is only likely will do
        words, pieces = words[: last.start], said.value if isinstance(said, Quantity) else said.meant
    named = [named_by(by_code(each, 0)) for each in known.values()]
    rest = re.sub(r"\S+", lambda word: "" if normal(word[0]) in known else word[0], words).strip()
    if rest or not (named or (dialog.number and pieces)):
        named += [NamedOffer(each) for each in await buying.readable(talk, find(rest))]
    if not named and not (dialog.number and pieces):
        return False
    return await _set(talk, named, pieces, dialog.number)


async def _set(talk: Conversation, named: Sequence[NamedOffer], pieces: int = 0, number: int | None = None) -> bool:
    """Show these offers side by side, below; one alone asks for more, and False is returned."""
    by, place, language = talk.by, talk.place, talk.language
    view = await talk.work(talk.desk.comparing.compare(by, place, language, named, number=number, pieces=pieces))
    if len(view.sides) < 2:
        await talk.ask_typed(CompareDialog(number=view.comparison.id), "ask-compare-with")
        return False
    await talk.say(cards.comparison(view, talk.language, private=talk.place.private))
    return True


@pressed(ButtonAction.COMPARE_HITS)
async def compare_hits(talk: Conversation, number: int, page: int) -> None:
    """Set the first offers of a page of a search side by side, as they were shown in the last minutes."""
    found = await talk.work(talk.desk.finding.page(talk.by, talk.place, number, page, talk.language))
    await _set(talk, [NamedOffer(OfferRef(each.offer_id)) for each in found.shown[:MOST]])


@pressed(ButtonAction.COMPARE_DRAFT)
async def compare_draft(talk: Conversation, request_id: int) -> None:
    """Set the offers of a draft side by side; to one alone more are asked for."""
    await _set(talk, await talk.desk.comparing.of_draft(talk.by, request_id))


@pressed(ButtonAction.COMPARE)
async def again(talk: Conversation, number: int, pieces: int, within: timedelta = AGREED_WITHIN) -> None:
    """Show the same offers, at another quantity if there is one, in place."""
    by, place, language = talk.by, talk.place, talk.language
    found = talk.desk.comparing.compare(by, place, language, number=number, pieces=pieces, within=within)
    await talk.show(cards.comparison(await talk.work(found), language, private=place.private))


@pressed(ButtonAction.COMPARE_TYPE)
async def ask_more(talk: Conversation, number: int) -> None:
    await talk.ask_typed(CompareDialog(number=number), "ask-compare-more")


@pressed(ButtonAction.COMPARE_TAKE)
async def take(talk: Conversation, number: int, at: int, pieces: int) -> None:
    """Open a draft of the offer at this place, in the variant that is compared."""
    named = await talk.work(talk.desk.comparing.taken(talk.by, talk.place, talk.language, number, at, pieces))
    key = buying.opened_by(talk, 0)
    require_shown(*await talk.work(talk.desk.opening.open(talk.act, [named], key=key)))


@pressed(ButtonAction.COMPARE_WISH)
async def wish(talk: Conversation, number: int, at: int) -> None:
    """Say which one the presser would take, by name on the card; nothing is approved by that."""
    await talk.desk.comparing.wish(talk.act, number, at)
    await again(talk, number, 0, AS_SHOWN)
