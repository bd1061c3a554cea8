"""Handles the setup of a team: the card that leads through it, and what is answered there by a press."""

import logging

from telegram.error import TelegramError

from bot.cards import people as people_cards
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.teams import setup as setup_cards
from bot.chat.conversation.conversation import Conversation, Services
from bot.chat.conversation.registry import pressed
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Place

log = logging.getLogger(__name__)


async def offer(talk: Conversation) -> bool:
    """Offer to make this group a team, if it is none and this person may; returns whether that was the answer."""
    if talk.place.private or await talk.desk.teams.of_chat(talk.place.chat_id) is not None:
        return False
    may = await talk.desk.teams.may_open(talk.by.id)
    if may:
        await talk.say(people_cards.no_team_yet(talk.reader))
    return may


async def go_on(talk: Conversation) -> bool:
    """Ask below in this group what its team was not asked yet, if this person may; returns whether that was the answer.

    The card from before keeps no button.
    """
    team = None if talk.place.private else await talk.desk.teams.of_chat(talk.place.chat_id)
    found = await talk.desk.setup.at(team.id) if team and Role.ADMIN in team.roles_of(talk.by.id) else None
    if found is None or found.asks is None:
        return False
    if found.card is not None and found.card[0] == talk.place.chat_id:
        await talk.services.sender.bare(*found.card)
    await show(talk, found.team.id)
    return True


@pressed(ButtonAction.SETUP)
async def show(talk: Conversation, team_id: int, step: int = 0) -> None:
    """Show where the setup stands, or one of its questions; by a button in place."""
    found = await talk.work(talk.desk.setup.shown(talk.by, team_id, step))
    username, private = talk.services.bot.username, talk.place.private
    await talk.put(setup_cards.card(found, talk.language, talk.now(), username, private=private))
    if not private:
        message_id = talk.said[-1] if talk.said else talk.pressed
        await talk.desk.setup.keep_card(team_id, None if found.asks is None else (talk.place.chat_id, message_id))


@pressed(ButtonAction.SETUP_LEAVE)
async def leave(talk: Conversation, team_id: int, step: int) -> None:
    """Leave what was asked as it is, and show what is asked next."""
    await talk.work(talk.desk.setup.leave(talk.act, team_id, step))
    await show(talk, team_id)


@pressed(ButtonAction.SETUP_ADDRESS)
async def address(talk: Conversation, team_id: int, address_id: str, seen: int) -> None:
    """Choose the usual address, and show what is asked next; also if another one was chosen meanwhile."""
    try:
        await talk.work(talk.desk.setup.address(talk.act, team_id, address_id, seen))
    except Refusal as refusal:
        if refusal.reason is not RefusalReason.SETUP_MOVED:
            raise
        await talk.refuse(refusal)
    await show(talk, team_id)


async def renew(services: Services, team_id: int) -> None:
    """Show what is set now on the card in the group as long as it asks; below in one that became a supergroup."""
    found = await services.desk.setup.at(team_id)
    if found is None or found.card is None or found.team.chat_id is None:
        return
    view = setup_cards.card(found, found.team.language, services.clock.now(), str(services.bot.username))
    card: tuple[int, int] | None = found.card
    try:
        if found.card[0] == found.team.chat_id:
            await services.sender.edit(*found.card, view)
        else:
            card = (found.team.chat_id, await services.sender.post(Place(found.team.chat_id), view))
    except TelegramError as error:
        log.info("the setup of team %d is not shown anew: %s", team_id, error)
    await services.desk.setup.keep_card(team_id, card if found.asks is not None else None)
