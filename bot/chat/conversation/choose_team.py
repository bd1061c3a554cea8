"""Finds out which team somebody means: the group's, their only one, or one that they pick."""

from collections.abc import Awaitable, Callable

from bot.cards.blocks.buttons import Code
from bot.cards.teams import team as team_cards
from bot.chat.conversation.conversation import Conversation
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.purchasing.people.teams import OurTeam


async def teams_here(talk: Conversation) -> tuple[OurTeam, ...]:
    """The teams that can be meant; Refusal if there is none."""
    teams = talk.services.desk.teams
    if not talk.place.private:
        found = await teams.of_chat(talk.place.chat_id)
        if found is None:
            raise Refusal(RefusalReason.GROUP_NO_TEAM)
        return (found,)
    mine = await teams.of_person(talk.by.id)
    if not mine:
        raise Refusal(RefusalReason.NO_TEAM)
    return mine


async def not_elsewhere(talk: Conversation, team_id: int | None) -> None:
    """Refusal in another group, since a team's requests are none of its business."""
    if team_id is None or talk.place.private:
        return
    here = await talk.services.desk.teams.of_chat(talk.place.chat_id)
    if here is None or here.id != team_id:
        raise Refusal(RefusalReason.FOREIGN_CHAT)


async def the_team(talk: Conversation) -> OurTeam:
    """The one team that is meant; Refusal if it could be several."""
    found = await teams_here(talk)
    if len(found) > 1:
        raise Refusal(RefusalReason.WHICH_TEAM)
    return found[0]


async def in_one_team(talk: Conversation, act: Callable[[int], Awaitable[None]], button: Callable[[int], Code]) -> None:
    """Act in the team that is meant; if there are several, one is picked by a button."""
    found = await teams_here(talk)
    if len(found) == 1:
        await act(found[0].id)
        return
    await talk.say(team_cards.which_team([(team, button(team.id)) for team in found], talk.language))
