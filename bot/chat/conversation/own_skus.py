"""Handles own SKUs: `/sku`, what is bought by codes, and the file of a list."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence

from telegram import InputFile

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.requests import own_skus as cards
from bot.chat.conversation import buying
from bot.chat.conversation.conversation import Conversation, text_of
from bot.chat.conversation.incoming import forwarded, without_mention
from bot.chat.conversation.registry import command, pressed
from bot.desk.messages.dialogs import SkuCountDialog
from bot.desk.requests.progress import ReadingProgress
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import UnknownSku
from bot.purchasing.own_sku import CodeLine, OwnSku, by_code, code_fault, code_lines, normal
from bot.purchasing.reading.classify_url import NoOffer, OfferRef, ShortLink
from bot.purchasing.reading.links import parse_buy
from bot.purchasing.reading.quantity import LARGEST, Quantity, QuantityFault, Wrong, read_quantity
from bot.purchasing.requests.asked_line import NamedOffer, named_by
from bot.purchasing.requests.opening import hash_of
from bot.purchasing.requests.own_sku_pieces import typed_ratio
from bot.purchasing.sheets.sku_sheet import Columns, SkuProblem, SkuRow, read_list
from bot.sheets.contents import Contents
from bot.sheets.writing import sku_list


@command("sku")
async def sku(talk: Conversation) -> None:
    """`/sku`: the list; `/sku CODE …`: show one, or change it; `/sku remove CODE`, `/sku export`."""
    first, rest = _split(talk.words)
    match first.casefold():
        case "" | "list":
            await page(talk, 1)
        case "export":
            await send_file(talk)
        case "import" | "reserve" | "name":
            await talk.say(cards.how(talk.language))
        case "remove":
            await _ask_to_remove(talk, rest)
        case "add":
            await _one(talk, *_split(rest))
        case _:
            await _one(talk, first, rest)


def _split(words: str) -> tuple[str, str]:
    """The first word, and the rest."""
    first, *rest = words.split(maxsplit=1) or [""]
    return first, rest[0].strip() if rest else ""


async def _one(talk: Conversation, code: str, rest: str) -> None:
    """Show a code, or change what the words behind it say."""
    fault = code_fault(code)
    if fault is not None:
        await talk.say(cards.bad_code(fault, code, talk.language))
        return
    word, behind = _split(rest)
    skus = talk.services.desk.own_skus
    if not rest:
        await talk.say(cards.shown(await skus.one(talk.by, talk.place, code), talk.language))
    elif word.casefold() == "name" and behind:
        await talk.say(cards.kept(await skus.rename(talk.by, talk.place, code, behind, talk.cause), talk.language))
    elif word.casefold() != "reserve":
        await _source(talk, code, rest, reserve=False)
    elif behind.casefold() == "remove":
        await talk.say(cards.kept(await skus.drop_reserve(talk.by, talk.place, code, talk.cause), talk.language))
    else:
        await _source(talk, code, behind, reserve=True)


async def _source(talk: Conversation, code: str, words: str, *, reserve: bool) -> None:
    """Give a code a source, a ratio, or both."""
    typed = typed_ratio(words)
    if typed.ratio == 0 or (reserve and typed.ratio is not None):
        await talk.say(cards.bad_ratio(talk.language, shared=reserve and typed.ratio != 0))
        return
    skus = talk.services.desk.own_skus
    if not typed.rest and typed.ratio:
        changed = await skus.set_ratio(talk.by, talk.place, code, typed.ratio, talk.cause)
        await talk.say(cards.kept(changed, talk.language))
        return
    named = parse_buy(typed.rest)
    item = await buying.opened(talk, named) if isinstance(named, OfferRef | ShortLink) else named
    if isinstance(item, NoOffer):
        await talk.say(answers.link_problem(item, talk.language) if typed.rest else cards.how(talk.language))
        return
    put = skus.put_source(talk.by, talk.place, code, item, typed.ratio, talk.cause, reserve=reserve)
    await talk.say(cards.kept(await talk.work(put), talk.language))


@pressed(ButtonAction.SKUS)
async def page(talk: Conversation, number: int) -> None:
    """A page of the list; by a button in place."""
    view = cards.page(await talk.services.desk.own_skus.page(talk.by, talk.place, number), talk.language)
    await (talk.show(view) if talk.query is not None else talk.say(view))


@pressed(ButtonAction.SKU)
async def show(talk: Conversation, number: int) -> None:
    """Show one code of the list, by a button."""
    await talk.say(cards.shown(await talk.services.desk.own_skus.by_number(talk.by, talk.place, number), talk.language))


async def _ask_to_remove(talk: Conversation, code: str) -> None:
    await talk.services.desk.own_skus.keep(talk.by, talk.place)
    sku = await talk.services.desk.own_skus.one(talk.by, talk.place, code)
    await talk.say(cards.remove_question(sku.sku, talk.language))


@pressed(ButtonAction.SKU_REMOVE)
async def remove(talk: Conversation, number: int, word: int) -> None:
    """Ask whether a code shall go off the list (0); take it off (1); or show it again (2)."""
    skus = talk.services.desk.own_skus
    if word == 1:
        await talk.show(cards.removed(await skus.remove(talk.by, talk.place, number, talk.cause), talk.language))
        return
    if word == 0:
        await skus.keep(talk.by, talk.place)
    sku = await skus.by_number(talk.by, talk.place, number)
    await talk.show((cards.shown(sku, talk.language)) if word else cards.remove_question(sku.sku, talk.language))


@command("buy")
async def buy(talk: Conversation) -> None:
    """`/buy CODE 20`, in one or more lines; anything else is a link or an id."""
    if await by_codes(talk, talk.words, alone=True):
        return
    if isinstance(parse_buy(talk.words), NoOffer) and await told_unknown(talk, talk.words):
        return
    await buying.buy(talk)


async def by_codes(talk: Conversation, words: str, *, alone: bool = False) -> bool:
    """Open a draft of what lines of codes ask for; False if the text is no such lines, or none of its codes is known.

    `alone`: a single code without a quantity is meant too, which is asked for then.
    """
    said = code_lines(words, alone=alone)
    known = await talk.services.desk.own_skus.named(talk.by, talk.place, [each.code for each in said]) if said else {}
    if not known:
        return False
    if len(said) == 1 and not isinstance(said[0].said, Quantity):
        await _ask_count(talk, known[normal(said[0].code)])
    elif clear := await _clear(talk, said, known):
        await _open(talk, clear)
    return True


async def _clear(talk: Conversation, said: Sequence[CodeLine], known: Mapping[str, OwnSku]) -> list[tuple[OwnSku, int]]:
    """The known codes with their certain counts; which of the others are unknown or unclear is said."""
    listed = [each for each in said if normal(each.code) in known]
    clear = [(known[normal(each.code)], _count(each)) for each in listed if isinstance(each.said, Quantity)]
    unknown = [each.code for each in said if each not in listed]
    unclear = [each.code for each in listed if not isinstance(each.said, Quantity)]
    if unknown:
        await talk.say(cards.unknown(unknown, talk.language, opened=bool(clear)))
    if unclear:
        await talk.say(cards.unclear(unclear, talk.language, opened=bool(clear)))
    return clear


async def for_list(talk: Conversation, words: str) -> list[NamedOffer] | None:
    """What lines of codes put on a team's list; None if the text is no such lines, or none of its codes is known."""
    said = code_lines(words)
    known = await talk.services.desk.own_skus.named(talk.by, talk.place, [each.code for each in said]) if said else {}
    if not known:
        return None
    clear = await _clear(talk, said, known)
    if any(sku.ratio * count > LARGEST for sku, count in clear):
        await talk.say(answers.quantity_problem(Wrong(QuantityFault.TOO_LARGE), talk.language))
        return []
    return [named_by(by_code(sku, count)) for sku, count in clear]


async def told_unknown(talk: Conversation, words: str) -> bool:
    """Whether the text is nothing but lines of codes that this team's list does not have, which is said then."""
    said = code_lines(words)
    if not said or not await talk.services.desk.own_skus.known(talk.by, talk.place):
        return False
    await talk.say(cards.unknown([each.code for each in said], talk.language, opened=False))
    return True


async def edited(talk: Conversation) -> None:
    """Change the draft of a message that asked for codes, if it still does; else as for links."""
    message = talk.message
    if message is None or forwarded(message) or not await _edited_codes(talk, text_of(message), message.message_id):
        await buying.edited(talk)


async def _edited_codes(talk: Conversation, said: str, message_id: int) -> bool:
    """Whether the message is nothing but lines of codes that are known, each with a certain count."""
    lines = code_lines(talk.words if said.startswith("/buy") else without_mention(said, talk.services.bot))
    known = await talk.services.desk.own_skus.named(talk.by, talk.place, [each.code for each in lines]) if lines else {}
    wanted = [(known.get(normal(each.code)), _count(each)) for each in lines]
    named = [named_by(by_code(sku, n)) for sku, n in wanted if sku is not None and 0 < n * sku.ratio <= LARGEST]
    if not named or len(named) < len(lines):
        return False
    words, opening = hash_of(said), talk.services.desk.opening
    drafts = await opening.of_message(talk.by, talk.place, message_id, words)
    talk.meant = bool(drafts)
    if set(drafts) == {0}:
        await talk.work(opening.revise(talk.by, drafts[0], named, words, talk.cause))
    return True


def _count(line: CodeLine) -> int:
    return line.said.value if isinstance(line.said, Quantity) else 0


async def _ask_count(talk: Conversation, sku: OwnSku, *, reserve: bool = False) -> None:
    await talk.ask(SkuCountDialog(code=sku.code, reserve=reserve), cards.ask_count(sku, talk.language))


async def counted(talk: Conversation, dialog: SkuCountDialog, words: str) -> None:
    """Take a typed count of ours. Refusal if it is not certain, or the code is gone."""
    said = read_quantity(words)
    if not isinstance(said, Quantity):
        raise Refusal(RefusalReason.SKU_COUNT_UNCLEAR)
    found = await talk.services.desk.own_skus.one(talk.by, talk.place, dialog.code)
    await _open(talk, [(found.sku, said.value)], reserve=dialog.reserve)


@pressed(ButtonAction.SKU_BUY)
async def buy_one(talk: Conversation, number: int, count: int, reserve: int) -> None:
    """Open a draft of a code by its button; without a count it is asked for."""
    found = (await talk.services.desk.own_skus.by_number(talk.by, talk.place, number)).sku
    if reserve and found.reserve is None:
        raise Refusal(UnknownSku(sku=found.code))
    if count:
        await _open(talk, [(found, count)], reserve=bool(reserve))
    else:
        await _ask_count(talk, found, reserve=bool(reserve))


async def _open(talk: Conversation, wanted: Sequence[tuple[OwnSku, int]], *, reserve: bool = False) -> None:
    """Open one request for so many of these."""
    if any(sku.ratio * count > LARGEST for sku, count in wanted):
        await talk.say(answers.quantity_problem(Wrong(QuantityFault.TOO_LARGE), talk.language))
        return
    await open_named(talk, [named_by(by_code(sku, count, reserve=reserve)) for sku, count in wanted])


async def open_named(talk: Conversation, named: Sequence[NamedOffer], progress: ReadingProgress | None = None) -> None:
    """Open one request for all that was named; of codes whose offer 1688 does not show, offer the reserve."""
    gone = {each.offer_id for each in await buying.open_together(talk, named, progress)}
    counts: Counter[str] = Counter()
    for each in (one.by for one in named if one.by is not None):
        if each.source.offer_id in gone and not each.reserve:
            counts[normal(each.code)] += each.count
    known = await talk.services.desk.own_skus.named(talk.by, talk.place, [*counts]) if counts else {}
    offered = [(sku, counts[plain]) for plain, sku in known.items() if sku.reserve is not None]
    if offered:
        await talk.say(cards.reserves(offered, talk.language))


@pressed(ButtonAction.SKU_RESERVE)
async def take_reserve(talk: Conversation, request_id: int, place: int) -> None:
    """Buy from the other source what cannot be had from this one."""
    await talk.work(talk.services.desk.opening.take_other_source(talk.by, request_id, place, talk.cause))


@pressed(ButtonAction.SKU_EXPORT)
async def send_file(talk: Conversation) -> None:
    """`/sku export`: the list as a file, which may be changed and dropped back."""
    every = await talk.services.desk.own_skus.every(talk.by, talk.place)
    if not every:
        await page(talk, 1)
        return
    name, data = sku_list(every, talk.language)
    view = cards.file_ready(len(every), talk.language)
    await talk.services.bot.send_document(
        talk.place.chat_id, InputFile(data, filename=name), caption=view.text, parse_mode="HTML",
        message_thread_id=talk.place.topic_id,
    )  # fmt: skip


async def dropped(talk: Conversation, contents: Contents, heading_row: int, columns: Columns) -> None:
    """Take the file of a list in, and say what it changed."""
    read = await asyncio.to_thread(list, read_list(contents.rows, heading_row, columns))
    rows = [each for each in read if isinstance(each, SkuRow)]
    problems = [each for each in read if isinstance(each, SkuProblem)]
    result = await talk.work(talk.services.desk.own_skus.take_in(talk.by, talk.place, rows, talk.cause))
    await talk.say(cards.taken_in(result, [*problems, *result.problems], talk.language))
