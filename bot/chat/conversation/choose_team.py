"""Which team somebody means: that of the group, his only one, or the one that he picks."""

from collections.abc import Awaitable, Callable

from bot.cards import team as team_cards
from bot.cards.buttons import Code
from bot.chat.conversation.conversation import Conversation
from bot.desk.shared.refusal import Refusal
from bot.purchasing.teams import OurTeam


async def teams_here(talk: Conversation) -> tuple[OurTeam, ...]:
    """The teams that can be meant; Refusal where there is none."""
    teams = talk.face.desk.teams
    if not talk.place.private:
        found = await teams.of_chat(talk.place.chat_id)
        if found is None:
            raise Refusal("group-no-team")
        return (found,)
    mine = await teams.of_person(talk.by.id)
    if not mine:
        raise Refusal("no-team")
    return mine


async def not_elsewhere(talk: Conversation, team_id: int | None) -> None:
    """A team's requests are nobody's business in another group; Refusal there."""
    if team_id is None or talk.place.private:
        return
    here = await talk.face.desk.teams.of_chat(talk.place.chat_id)
    if here is None or here.id != team_id:
        raise Refusal("foreign-chat")


async def the_team(talk: Conversation) -> OurTeam:
    """The one team that is meant; Refusal where it could be several."""
    found = await teams_here(talk)
    if len(found) > 1:
        raise Refusal("which-team")
    return found[0]


async def in_one_team(talk: Conversation, act: Callable[[int], Awaitable[None]], button: Callable[[int], Code]) -> None:
    """Act in the team that is meant; of several one is picked by a button."""
    found = await teams_here(talk)
    if len(found) == 1:
        await act(found[0].id)
        return
    await talk.say(team_cards.which_team([(team, button(team.id)) for team in found], talk.language))
