"""Handles tags: the buttons that give one, the typed one, and purchases by their tag."""

from bot.cards.blocks.buttons import ButtonAction
from bot.cards.requests import tags
from bot.chat.conversation import approvals, orders
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import pressed
from bot.chat.transport.sending import called
from bot.desk.messages.dialogs import TagDialog
from bot.desk.shared.refusal import Refusal, RefusalReason


@pressed(ButtonAction.TAG)
async def ask(talk: Conversation, request_id: int, line: int = 0) -> None:
    """Ask which tag a purchase, or one of its lines, shall have: the last ones are buttons, others are typed."""
    choice = await talk.work(talk.desk.tagging.choice(talk.by, request_id))
    await talk.require_own_chat(choice.request.team_id)
    view = tags.ask(choice, line, talk.language)
    dialog = TagDialog(request_id=request_id, line=line)
    await talk.ask(dialog, view if talk.place.private else called(view, talk.by), opens=False)


@pressed(ButtonAction.TAG_OTHER)
async def other(talk: Conversation, request_id: int, line: int = 0) -> None:
    """Ask for a tag in own words."""
    await talk.ask_typed(TagDialog(request_id=request_id, line=line), "type-tag")
    await talk.drop()


@pressed(ButtonAction.TAG_THIS)
async def this(talk: Conversation, request_id: int, line: int, mark: str = "") -> None:
    """Give it the tag of this button, or none; the question for it goes."""
    choice = await talk.work(talk.desk.tagging.choice(talk.by, request_id))
    tag = tags.meant(mark, choice.latest) if mark else ""
    if tag is None:
        raise Refusal(RefusalReason.STALE, request_id)
    await give(talk, request_id, tag, line)
    await talk.close_question_about(TagDialog, request_id)
    await talk.drop()


async def give(talk: Conversation, request_id: int, tag: str, line: int) -> bool:
    """Give it this tag; of what was sent already it is said that its sum moved. Whether that was said."""
    moved = await talk.work(talk.desk.tagging.tag(talk.act, request_id, tag, line))
    if moved:
        await talk.alert(await approvals.noted(talk, "noted-tag", request_id, talk.reader))
    return moved


@pressed(ButtonAction.ORDERS_TAGS)
async def which(talk: Conversation) -> None:
    """Ask of which tag purchases shall be listed, in place of the list."""
    await talk.show(tags.which(await talk.work(talk.desk.tagging.latest(talk.by, talk.place)), talk.language))


@pressed(ButtonAction.TAGGED)
async def tagged(talk: Conversation, mark: str) -> None:
    """Show the purchases with the tag of this button."""
    tag = tags.meant(mark, await talk.work(talk.desk.tagging.latest(talk.by, talk.place)))
    if tag is None:
        raise Refusal(RefusalReason.TAG_GONE)
    await orders.search(talk, f'tag "{tag}"')
