"""Handles the list of a team: `/list`, `/list add …`, and the buttons of the list."""

from collections.abc import Sequence

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.writer import NEEDS_YOU
from bot.cards.teams import team as team_cards
from bot.cards.teams import team_list
from bot.chat.conversation import buying, own_skus
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.desk.messages.dialogs import ListPiecesDialog
from bot.desk.requests.team_list import Added
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.purchasing.reading.classify_url import NoOffer
from bot.purchasing.reading.links import find
from bot.purchasing.reading.quantity import Quantity, read_quantity
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.text import first_word

_ADD = frozenset({"add", "добавить", "添加", "加"})


@command("list")
async def list_command(talk: Conversation) -> None:
    """`/list`: what the team collects; `/list add <link or number> [variant] [quantity]` puts something on it."""
    first, rest = first_word(talk.words)
    wanted = rest if first.casefold() in _ADD else talk.words
    if not talk.words:
        the_list = await talk.work(talk.desk.team_list.show(talk.by, talk.place))
        talk.desk.wording.read_by(talk.language, (each.offer for each in the_list.lines))
        await talk.say(team_list.the_list(the_list, talk.language))
        return
    if not wanted:
        await talk.say(team_cards.usage("list", talk.language))
        return
    if (named := await own_skus.for_list(talk, wanted)) is not None:
        await _put(talk, named)
        return
    links = find(wanted)
    if all(isinstance(item, NoOffer) for item in links.items) and await own_skus.told_unknown(talk, wanted):
        return
    await _put(talk, [NamedOffer(each) for each in await buying.readable(talk, links)])


async def _put(talk: Conversation, named_offers: Sequence[NamedOffer]) -> None:
    if named_offers:
        await _say(talk, await talk.work(talk.desk.team_list.add(talk.act, named_offers)))


async def _say(talk: Conversation, added: Added) -> None:
    if added.unshown:
        await talk.say(answers.unshown(added.unshown, talk.language, opened=added.count > 0 or added.draft is not None))
    if added.count or added.draft is not None:
        await talk.say(team_list.added(added, talk.language))


@pressed(ButtonAction.TO_LIST)
async def add_draft(talk: Conversation, request_id: int) -> None:
    """Put what is chosen in a draft on the list of its team."""
    await _say(talk, await talk.work(talk.desk.team_list.add_draft(talk.act, request_id)))


@pressed(ButtonAction.LIST)
async def page(talk: Conversation, team_id: int, number: int) -> None:
    """Show a page of the list, in place."""
    the_list = await talk.work(talk.desk.team_list.show(talk.by, talk.place, team_id))
    await talk.show(team_list.the_list(the_list, talk.language, number))


@pressed(ButtonAction.LIST_CHANGE)
async def changes(talk: Conversation, team_id: int, number: int) -> None:
    """The same with a button for each line that the presser may change."""
    the_list = await talk.work(talk.desk.team_list.show(talk.by, talk.place, team_id))
    await talk.show(team_list.changes(the_list, talk.language, number))


@pressed(ButtonAction.LIST_LINE)
async def line(talk: Conversation, line_id: int) -> None:
    """Show one line and what can be changed of it."""
    the_list, list_line = await talk.work(talk.desk.team_list.line(talk.by, talk.place, line_id))
    await talk.show(team_list.one_line(the_list, list_line, talk.language))


@pressed(ButtonAction.LIST_PIECES)
async def pieces(talk: Conversation, line_id: int, number: int) -> None:
    """Let a line have so many pieces; none takes it out."""
    verb = talk.desk.team_list.put_pieces(talk.act, line_id, number)
    await talk.put(team_list.the_list(await talk.work(verb), talk.language))


@pressed(ButtonAction.LIST_LET_GO)
async def let_go(talk: Conversation, line_id: int) -> None:
    """Let a line at rest be asked for again; the next one can be pressed on the same page."""
    shown = await talk.work(talk.desk.team_list.let_go(talk.act, line_id))
    page_number = team_list.page_of_line(shown, line_id)
    await talk.put(team_list.changes(shown, talk.language, page_number))


@pressed(ButtonAction.LIST_TYPE)
async def ask_pieces(talk: Conversation, line_id: int) -> None:
    """Ask how many pieces of a line are wanted."""
    await talk.work(talk.desk.team_list.line(talk.by, talk.place, line_id))
    await talk.ask(ListPiecesDialog(line_id=line_id), answers.sentence(talk.language, "list-ask-pieces"))


async def typed_pieces(talk: Conversation, line_id: int, words: str) -> None:
    """Take the typed number of pieces of a line; anything else is asked for again."""
    read = read_quantity(words)
    if not isinstance(read, Quantity):
        raise Refusal(RefusalReason.PIECES_WRONG)
    await pieces(talk, line_id, read.value)


@pressed(ButtonAction.LIST_ASK)
async def ask(talk: Conversation, team_id: int) -> None:
    """Make a draft of all that is on the list; its card comes below, for whoever pressed to confirm."""
    verb = talk.desk.team_list.ask(talk.act, team_id, key=buying.opened_by(talk, 0))
    draft = await talk.work(verb)
    if draft.unshown:
        await talk.say(answers.unshown(draft.unshown, talk.language, opened=True))
    if draft.resting:
        left_out = answers.sentence(talk.language, "list-left-at-rest", NEEDS_YOU, n=draft.resting)
        await talk.say(left_out)
    await page(talk, team_id, 0)
