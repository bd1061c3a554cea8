"""Handles `/notify`: what comes to somebody and how, chosen by themselves; a team's defaults, by its admins."""

from bot.cards import people
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.teams.notify import PAGES, notify_card, page_of
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.desk.teams.notify_choices import Shown

LINK = "notify"
"""The payload of a link that opens this in private."""
_TEAM = "team"


@command("notify")
async def notify(talk: Conversation) -> None:
    """`/notify`, `/notify quiet 22:00-08:00`, `/notify team quiet 22:00-08:00`."""
    if not talk.place.private:
        await talk.say(people.only_private(talk.language, talk.services.bot.username, LINK))
        return
    words = talk.words.split(maxsplit=1)
    if _is_of_team(words):
        team_id, words = (await talk.the_team()).id, words[1].split(maxsplit=1) if len(words) > 1 else []
    else:
        team_id = 0
    what, value = words[0].casefold() if words else "", words[1] if len(words) > 1 else ""
    if what and value:
        await _say(talk, await _chosen(talk, team_id, what, value), page_of(what))
    else:
        await _say(talk, await _shown(talk, team_id), page_of(what) if what else "main")


def _is_of_team(words: list[str]) -> bool:
    """Whether a team's defaults are meant, and not what comes of the team: `/notify team off`."""
    return bool(words) and words[0].casefold() == _TEAM and words[1:] not in (["on"], ["silent"], ["off"])


async def show(talk: Conversation) -> None:
    """Show it, by a link."""
    await _say(talk, await _shown(talk, 0), "main")


@pressed(ButtonAction.NOTIFY)
async def page(talk: Conversation, team_id: int, named: str) -> None:
    """Turn to a page, in place."""
    if await _in_private(talk):
        choices = await _shown(talk, team_id)
        await talk.show(
            notify_card(choices, talk.language, talk.services.clock.now(), named if named in PAGES else "main")
        )


@pressed(ButtonAction.NOTIFY_SET)
async def choose(talk: Conversation, team_id: int, what: str, value: str) -> None:
    """Choose by a button; its page shows what holds now."""
    if await _in_private(talk):
        choices = await _chosen(talk, team_id, what, value)
        await talk.show(notify_card(choices, talk.language, talk.services.clock.now(), page_of(what)))


async def _in_private(talk: Conversation) -> bool:
    """Whether it is said in private; elsewhere the way there is shown."""
    if not talk.place.private:
        await talk.say(people.only_private(talk.language, talk.services.bot.username, LINK))
    return talk.place.private


async def _shown(talk: Conversation, team_id: int) -> Shown:
    verbs = talk.services.desk.notify
    return await talk.work(verbs.show_team(talk.by, team_id) if team_id else verbs.show(talk.by))


async def _chosen(talk: Conversation, team_id: int, what: str, value: str) -> Shown:
    verbs = talk.services.desk.notify
    if team_id:
        return await talk.work(verbs.choose_for_team(talk.by, team_id, what, value, talk.cause))
    return await talk.work(verbs.choose(talk.by, what, value, talk.cause))


async def _say(talk: Conversation, shown: Shown, named: str) -> None:
    await talk.say(notify_card(shown, talk.language, talk.services.clock.now(), named))
