"""Handles how somebody comes and goes: `/start` with the payload of any link of ours, and `/forget me`."""

import hmac
import re
import secrets

from bot.cards import answers, miniapp, people
from bot.cards.blocks.buttons import ButtonAction
from bot.chat.conversation import (
    approvals,
    arriving,
    away,
    exports,
    general,
    notify,
    orders,
    paying,
    reports,
    setup,
    teams,
)
from bot.chat.conversation.conversation import Conversation, TalkHandler
from bot.chat.conversation.registry import command, pressed
from bot.desk.messages.dialogs import ForgetDialog
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.views import Stage

_LINK = re.compile(r"(join|r|team|add|away|grid|basket)_([A-Za-z0-9_-]{1,60})", re.ASCII)
_OF_A_TEAM = {"team": teams.show, "add": teams.pick, "away": away.ask}
"""What a link does with the number of a team behind it."""
_BRING, _STATUS, _FORGET = "team", "status", "forget"
"""Telegram's message in a group that the bot was brought into by our own link; the link below a group's /status; and
the link that leads from a group to `/forget me`, which is for private chats."""


@command("start")
async def start(talk: Conversation) -> None:
    """`/start`, with or without a link's payload."""
    link = _LINK.fullmatch(talk.words)
    if talk.words == _BRING and not talk.place.private:
        await teams.here(talk)
    elif talk.words in _IN_PRIVATE and talk.place.private:
        await _IN_PRIVATE[talk.words](talk)
    elif link is None and (await setup.offer(talk) or await setup.go_on(talk)):
        return
    elif link is None or not talk.place.private:
        known = await talk.desk.people.known(talk.by.id)
        receives = await talk.desk.teams.only_receives(talk.by.id)
        await talk.say(people.start(talk.language, talk.by.id, known, receives))
        if talk.place.private:
            await talk.services.menus.renew(talk.by.id)
    elif link[1] == "join":
        await teams.join(talk, link[2])
    elif link[2].isdigit() and link[1] in _OF_A_TEAM:
        await _OF_A_TEAM[link[1]](talk, int(link[2]))
    elif link[1] in _PAGES and link[2].isdigit() and len(link[2]) < 10 and talk.services.page:
        await _PAGES[link[1]](talk, int(link[2]))
    else:
        await _request(talk, link[2])


async def _grid(talk: Conversation, request_id: int) -> None:
    """Offer the Mini App for a draft of a group, whose card can have no such button."""
    draft = (await talk.work(talk.desk.drafting.draft(talk.by, request_id))).request
    await talk.say(miniapp.opener(miniapp.GRID_LINK, draft, talk.services.page, talk.language))


async def _lines(talk: Conversation, request_id: int) -> None:
    """Offer the Mini App for all lines of a request."""
    seen = await talk.work(talk.desk.line_pages.seen(talk.by, request_id))
    await talk.say(miniapp.opener(miniapp.LINES_LINK, seen.purchase.request, talk.services.page, talk.language))


_PAGES = {miniapp.GRID_LINK: _grid, miniapp.LINES_LINK: _lines}
"""What a link opens in the Mini App."""


async def _request(talk: Conversation, number: str) -> None:
    """Show everything about a request in private; a waiting one can be decided there too."""
    purchase = await orders.or_goods(talk, number, talk.desk.orders.find(talk.by, number))
    if purchase is None:
        return
    await orders.details(talk, number)
    request_id = purchase.request.id
    if (await talk.desk.drafting.step(request_id, talk.language)).stage in (Stage.APPROVAL, Stage.PLACING):
        await approvals.show(talk, request_id)


@command("forget")
async def forget(talk: Conversation) -> None:
    """`/forget me`: ask whether they are sure."""
    await talk.require_private(_FORGET)
    if talk.words.casefold() not in ("me", _FORGET):
        await talk.say(answers.sentence(talk.language, "forget-how"))
        return
    await talk.work(talk.desk.forgetting.require_free(talk.by.id))
    for earlier in await talk.desk.dialogs.waiting(talk.place.chat_id, talk.by.id):
        if isinstance(earlier, ForgetDialog):  # only the newest one is answered
            await talk.close_question(earlier)
    mark = secrets.token_urlsafe(6)
    await talk.ask(ForgetDialog(mark=mark), people.forget_question(mark, talk.language), opens=False)


@pressed(ButtonAction.FORGET)
async def forget_me(talk: Conversation, mark: str, sure: int) -> None:
    """Forget the presser, if this is the question that was asked last; a second press finds it answered."""
    dialog = await talk.question()
    own = talk.place.private and talk.place.chat_id == talk.by.id
    if not own or not isinstance(dialog, ForgetDialog) or not hmac.compare_digest(dialog.mark, str(mark)):
        raise Refusal(RefusalReason.FORGET_OVER)
    if not sure:
        await talk.close_question(dialog)
        await talk.show(answers.sentence(talk.language, "forget-kept"))
        return
    await talk.work(talk.desk.forgetting.forget_me(talk.act))
    await talk.show(people.forgotten(talk.language))


_IN_PRIVATE: dict[str, TalkHandler] = {
    notify.LINK: notify.show,
    paying.LINK: paying.show,
    arriving.LINK: arriving.arrivals,
    exports.LINK: exports.ask,
    reports.LINK: reports.opened,
    _STATUS: general.status,
    _FORGET: forget,
}
"""What a link opens in private."""
