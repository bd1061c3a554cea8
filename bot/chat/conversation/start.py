"""Handles `/start` and a link's payload: an invitation, a request, a team, what somebody hears, or a new team."""

import re

from bot.cards import miniapp, people
from bot.chat.conversation import approvals, away, forgetting, general, notify, orders, teams
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command
from bot.desk.shared.values import Stage

_LINK = re.compile(r"(join|r|team|add|away|grid|basket)_([A-Za-z0-9_-]{1,60})", re.ASCII)
_OF_A_TEAM = {"team": teams.show, "add": teams.pick, "away": away.ask}
"""What a link does with the number of a team behind it."""
_BRING, _STATUS = "team", "status"
"""Telegram's message in a group that the bot was brought into by our own link; and the link below a group's /status."""


@command("start")
async def start(talk: Conversation) -> None:
    """`/start`, with or without a link's payload."""
    found = _LINK.fullmatch(talk.words)
    if talk.words == _BRING and not talk.place.private:
        await teams.here(talk)
    elif talk.words == notify.LINK and talk.place.private:
        await notify.show(talk)
    elif talk.words == forgetting.LINK and talk.place.private:
        await forgetting.forget(talk)
    elif talk.words == _STATUS and talk.place.private:
        await general.status(talk)
    elif found is None or not talk.place.private:
        known = await talk.services.desk.people.known(talk.by.id)
        await talk.say(people.start(talk.language, talk.by.id, known))
        if talk.place.private:
            await talk.services.menus.renew(talk.by.id)
    elif found[1] == "join":
        await teams.join(talk, found[2])
    elif found[2].isdigit() and found[1] in _OF_A_TEAM:
        await _OF_A_TEAM[found[1]](talk, int(found[2]))
    elif found[1] in _PAGES and found[2].isdigit() and len(found[2]) < 10 and talk.services.page:
        await _PAGES[found[1]](talk, int(found[2]))
    else:
        await _request(talk, found[2])


async def _grid(talk: Conversation, request_id: int) -> None:
    """Offer the Mini App for a draft of a group, whose card can have no such button."""
    draft = await talk.work(talk.services.desk.collecting.own(talk.by, request_id))
    await talk.say(miniapp.grid_opener(draft, talk.services.page, talk.language))


async def _basket(talk: Conversation, request_id: int) -> None:
    """Offer the Mini App for all lines of a request."""
    seen = await talk.work(talk.services.desk.basket_pages.seen(talk.by, request_id))
    await talk.say(miniapp.basket_opener(seen.purchase.request, talk.services.page, talk.language))


_PAGES = {miniapp.GRID_LINK: _grid, miniapp.BASKET_LINK: _basket}
"""What a link opens in the Mini App."""


async def _request(talk: Conversation, number: str) -> None:
    """Show everything about a request in private; a waiting one can be decided there too."""
    await orders.details(talk, number)
    purchase = await talk.services.desk.orders.find(talk.by, number)
    step = await talk.services.desk.drafting.step(purchase.request.id, talk.language)
    if step.stage in (Stage.APPROVAL, Stage.PLACING):
        await approvals.show(talk, purchase.request.id)
