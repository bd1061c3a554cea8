"""Handles `/notify` and `/alerts`: what comes to people and how, by their choice; a team's defaults, by its admins."""

from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.teams.notify import PAGES, notify_card, page_of
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.purchasing.people.loudness import AS_BEFORE, Loudness

LINK = "notify"
"""The payload of a link that opens this in private."""


@command("alerts")
async def alerts(talk: Conversation) -> None:
    """`/alerts`, `/alerts team`, `/alerts ship 5`: after how many days what is stuck is told."""
    await notify(talk, "alerts")


@command("notify")
async def notify(talk: Conversation, first: str = "main") -> None:
    """`/notify`, `/notify quiet 22:00-08:00`, `/notify team quiet 22:00-08:00`; `first` is the page of the command."""
    await talk.require_private(LINK)
    words, team_id = talk.words.split(maxsplit=1), 0
    # `/notify team off` is about what comes of the team, and `/notify team quiet …` about its defaults.
    if words and words[0].casefold() == "team" and "".join(words[1:]).casefold() not in {*Loudness, *AS_BEFORE}:
        team_id = (await talk.the_team()).id
        words = words[1].split(maxsplit=1) if len(words) > 1 else []
    what, value = words[0].casefold() if words else "", words[1] if len(words) > 1 else ""
    if what and value:
        await talk.say(await _chosen(talk, team_id, what, value))
    else:
        await talk.say(await _shown(talk, team_id, page_of(what) if what else first))


async def show(talk: Conversation) -> None:
    """Show it, by a link."""
    await talk.say(await _shown(talk, 0, "main"))


@pressed(ButtonAction.NOTIFY)
async def page(talk: Conversation, team_id: int, named: str) -> None:
    """Turn to a page, in place."""
    await talk.require_private(LINK)
    await talk.show(await _shown(talk, team_id, named if named in PAGES else "main"))


@pressed(ButtonAction.NOTIFY_SET)
async def choose(talk: Conversation, team_id: int, what: str, value: str) -> None:
    """Choose by a button; its page shows what holds now."""
    await talk.require_private(LINK)
    await talk.show(await _chosen(talk, team_id, what, value))


async def _shown(talk: Conversation, team_id: int, page: str) -> View:
    """A page of what somebody, or a team, chose."""
    verbs = talk.desk.notify
    choices = await talk.work(verbs.show_team(talk.by, team_id) if team_id else verbs.show(talk.by))
    return notify_card(choices, talk.language, talk.now(), page)


async def _chosen(talk: Conversation, team_id: int, what: str, value: str) -> View:
    """Choose for somebody, or a team; the page of it."""
    verbs = talk.desk.notify
    if team_id:
        choices = await talk.work(verbs.choose_for_team(talk.act, team_id, what, value))
    else:
        choices = await talk.work(verbs.choose(talk.act, what, value))
    return notify_card(choices, talk.language, talk.now(), page_of(what))
