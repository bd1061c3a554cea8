"""Handles own SKUs: `/sku`, what is bought by codes, and the file of a list."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.writer import NEEDS_YOU
from bot.cards.requests import own_skus as cards
from bot.cards.teams.team import usage
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
from bot.purchasing.text import first_word
from bot.sheets.contents import Contents
from bot.sheets.writing import sku_list


@command("sku")
async def sku(talk: Conversation) -> None:
    """`/sku`: the list; `/sku CODE …`: show one, or change it; `/sku remove CODE`, `/sku export`."""
    first, rest = first_word(talk.words)
    match first.casefold():
        case "" | "list":
            await page(talk, 1)
        case "export":
            await send_file(talk)
        case "import" | "reserve" | "name":
            await talk.say(usage("sku", talk.language))
        case "remove":
            await talk.desk.own_skus.keep(talk.by, talk.place)
            listed = await talk.desk.own_skus.one(talk.by, talk.place, rest)
            await talk.say(cards.remove_question(listed.sku, talk.language))
        case "add":
            await _one(talk, *first_word(rest))
        case _:
            await _one(talk, first, rest)


async def _one(talk: Conversation, code: str, rest: str) -> None:
    """Show a code, or change what the words behind it say."""
    fault = code_fault(code)
    if fault is not None:
        await talk.say(cards.bad_code(fault, code, talk.language))
        return
    word, behind = first_word(rest)
    skus = talk.desk.own_skus
    if not rest:
        await talk.say(cards.shown(await skus.one(talk.by, talk.place, code), talk.language))
    elif word.casefold() == "name" and behind:
        await talk.say(cards.kept(await skus.rename(talk.act, code, behind), talk.language))
    elif word.casefold() != "reserve":
        await _source(talk, code, rest, reserve=False)
    elif behind.casefold() == "remove":
        await talk.say(cards.kept(await skus.drop_reserve(talk.act, code), talk.language))
    else:
        await _source(talk, code, behind, reserve=True)


async def _source(talk: Conversation, code: str, words: str, *, reserve: bool) -> None:
    """Give a code a source, a ratio, or both."""
    typed = typed_ratio(words)
    if typed.ratio == 0 or (reserve and typed.ratio is not None):
        why = "sku-ratio-shared" if reserve and typed.ratio != 0 else "sku-ratio-wrong"
        await talk.say(answers.sentence(talk.language, why, NEEDS_YOU))
        return
    skus = talk.desk.own_skus
    if not typed.rest and typed.ratio:
        sku = await skus.set_ratio(talk.act, code, typed.ratio)
        await talk.say(cards.kept(sku, talk.language))
        return
    named = parse_buy(typed.rest)
    item = await talk.work(buying.behind(talk, named)) if isinstance(named, OfferRef | ShortLink) else named
    if isinstance(item, NoOffer):
        await talk.say(answers.link_problem(item, talk.language) if typed.rest else usage("sku", talk.language))
        return
    put = skus.put_source(talk.act, code, item, typed.ratio, reserve=reserve)
    await talk.say(cards.kept(await talk.work(put), talk.language))


@pressed(ButtonAction.SKUS)
async def page(talk: Conversation, number: int) -> None:
    """A page of the list; by a button in place."""
    await talk.put(cards.page(await talk.desk.own_skus.page(talk.by, talk.place, number), talk.language))


@pressed(ButtonAction.SKU)
async def show(talk: Conversation, number: int) -> None:
    """Show one code of the list, by a button."""
    await talk.say(cards.shown(await talk.desk.own_skus.by_number(talk.by, talk.place, number), talk.language))


@pressed(ButtonAction.SKU_REMOVE)
async def remove(talk: Conversation, number: int, word: int) -> None:
    """Ask whether a code shall go off the list (0); take it off (1); or show it again (2)."""
    skus = talk.desk.own_skus
    if word == 1:
        gone = await skus.remove(talk.act, number)
        await talk.show(answers.sentence(talk.language, "sku-removed", sku=gone.code))
        return
    if word == 0:
        await skus.keep(talk.by, talk.place)
    listed = await skus.by_number(talk.by, talk.place, number)
    await talk.show(cards.shown(listed, talk.language) if word else cards.remove_question(listed.sku, talk.language))


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
    known = await _known(talk, [each.code for each in said])
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
        await talk.say(cards.not_taken("skus-unknown", unknown, talk.language, opened=bool(clear)))
    if unclear:
        await talk.say(cards.not_taken("skus-unclear", unclear, talk.language, opened=bool(clear)))
    return clear


async def for_list(talk: Conversation, words: str) -> list[NamedOffer] | None:
    """What lines of codes put on a team's list; None if the text is no such lines, or none of its codes is known."""
    said = code_lines(words)
    known = await _known(talk, [each.code for each in said])
    return await _named(talk, await _clear(talk, said, known)) if known else None


async def told_unknown(talk: Conversation, words: str) -> bool:
    """Whether the text is nothing but lines of codes that this team's list does not have, which is said then."""
    said = code_lines(words)
    if not said or not await talk.desk.own_skus.known(talk.by, talk.place):
        return False
    await talk.say(cards.not_taken("skus-unknown", [each.code for each in said], talk.language, opened=False))
    return True


async def edited(talk: Conversation) -> None:
    """Change the draft of a message that asked for codes, if it still does; else as for links.

    It does if it is nothing but lines of codes that are known, each with a certain count.
    """
    message = talk.message
    if message is None or forwarded(message):
        return
    said = text_of(message)
    lines = code_lines(talk.words if said.startswith("/buy") else without_mention(said, talk.services.bot))
    known = await _known(talk, [each.code for each in lines])
    wanted = [(known.get(normal(each.code)), _count(each)) for each in lines]
    named = [named_by(by_code(sku, n)) for sku, n in wanted if sku is not None and 0 < n * sku.ratio <= LARGEST]
    if not named or len(named) < len(lines):
        await buying.edited(talk)
        return
    words, opening = hash_of(said), talk.desk.opening
    drafts = await opening.of_message(talk.by, talk.place, message.message_id, words)
    talk.meant = bool(drafts)
    if set(drafts) == {0}:
        await talk.work(opening.revise(talk.act, drafts[0], named, words))


def _count(line: CodeLine) -> int:
    return line.said.value if isinstance(line.said, Quantity) else 0


async def _ask_count(talk: Conversation, sku: OwnSku, *, reserve: bool = False) -> None:
    dialog = SkuCountDialog(code=sku.code, reserve=reserve)
    await talk.ask_typed(dialog, "ask-sku-count", sku=sku.code, n=sku.ratio)


async def counted(talk: Conversation, dialog: SkuCountDialog, words: str) -> None:
    """Take a typed count of ours. Refusal if it is not certain, or the code is gone."""
    said = read_quantity(words)
    if not isinstance(said, Quantity):
        raise Refusal(RefusalReason.SKU_COUNT_UNCLEAR)
    listed = await talk.desk.own_skus.one(talk.by, talk.place, dialog.code)
    await _open(talk, [(listed.sku, said.value)], reserve=dialog.reserve)


@pressed(ButtonAction.SKU_BUY)
async def buy_one(talk: Conversation, number: int, count: int, reserve: int) -> None:
    """Open a draft of a code by its button; without a count it is asked for."""
    sku = (await talk.desk.own_skus.by_number(talk.by, talk.place, number)).sku
    if reserve and sku.reserve is None:
        raise Refusal(UnknownSku(sku=sku.code))
    if count:
        await _open(talk, [(sku, count)], reserve=bool(reserve))
    else:
        await _ask_count(talk, sku, reserve=bool(reserve))


async def _open(talk: Conversation, wanted: Sequence[tuple[OwnSku, int]], *, reserve: bool = False) -> None:
    """Open one request for so many of these."""
    if named := await _named(talk, wanted, reserve=reserve):
        await open_named(talk, named)


async def _named(
    talk: Conversation, wanted: Sequence[tuple[OwnSku, int]], *, reserve: bool = False
) -> list[NamedOffer]:
    """So many of these as offers; nothing, which is said, if one is more than any order may hold."""
    if any(sku.ratio * count > LARGEST for sku, count in wanted):
        await talk.say(answers.quantity_problem(Wrong(QuantityFault.TOO_LARGE), talk.language))
        return []
    return [named_by(by_code(sku, count, reserve=reserve)) for sku, count in wanted]


async def _known(talk: Conversation, codes: Sequence[str]) -> Mapping[str, OwnSku]:
    """Those of the codes that are on the list that counts here, by their plain form."""
    return await talk.desk.own_skus.known(talk.by, talk.place, codes) if codes else {}


async def open_named(talk: Conversation, named: Sequence[NamedOffer], progress: ReadingProgress | None = None) -> None:
    """Open one request for all that was named; of codes whose offer 1688 does not show, offer the reserve."""
    gone = {each.offer_id for each in await buying.open_together(talk, named, progress)}
    counts: Counter[str] = Counter()
    for each in (one.by for one in named if one.by is not None):
        if each.source.offer_id in gone and not each.reserve:
            counts[normal(each.code)] += each.count
    known = await _known(talk, [*counts])
    offered = [(sku, counts[plain]) for plain, sku in known.items() if sku.reserve is not None]
    if offered:
        await talk.say(cards.reserves(offered, talk.language))


@pressed(ButtonAction.SKU_RESERVE)
async def take_reserve(talk: Conversation, request_id: int, place: int) -> None:
    """Buy from the other source what cannot be had from this one."""
    await talk.work(talk.desk.opening.take_other_source(talk.act, request_id, place))


@pressed(ButtonAction.SKU_EXPORT)
async def send_file(talk: Conversation) -> None:
    """`/sku export`: the list as a file, which may be changed and dropped back."""
    every = await talk.desk.own_skus.every(talk.by, talk.place)
    if not every:
        await page(talk, 1)
        return
    below = answers.sentence(talk.language, "skus-file", n=len(every))
    await talk.send_file(*sku_list(every, talk.language), below)


async def dropped(talk: Conversation, contents: Contents, heading_row: int, columns: Columns) -> None:
    """Take the file of a list in, and say what it changed."""
    read = await asyncio.to_thread(list, read_list(contents.rows, heading_row, columns))
    rows = [each for each in read if isinstance(each, SkuRow)]
    problems = [each for each in read if isinstance(each, SkuProblem)]
    result = await talk.work(talk.desk.own_skus.take_in(talk.act, rows))
    await talk.say(cards.taken_in(result, [*problems, *result.problems], talk.language))
