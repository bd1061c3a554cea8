"""A demo team that is set up as people would do it, and its two stories: one approved, one declined."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from bot.sandbox.actor import Player, SceneFailed, ShownMessage, post
from bot.sandbox.playing import Play, choose_all, insists

TITLE = "Purchasing"
TIERS = """/policy to 1000: any of approvers
else: 2 of approvers
note from 1000
remind 2h
budget team 50000 a month"""
SECOND_WORD_SECONDS = 601
_LOOK_SECONDS = 1.0
_MOST_LOOKS = 30
_QUIET_LOOKS = 2
_AT_ONCE = "by @{name} to 5000: auto"
"""The rule that lets the demo's admin buy small things alone."""
_PEOPLE = (
    ("Boris", "ru", "approver"),
    ("Chen", "zh", "approver"),
    ("Daria", "ru", "requester"),
    ("Emil", "en", "buyer"),
)
_LINK = re.compile(r"start=(join_[\w-]+)")


def silent(_: str) -> None:
    """Print nothing."""


@dataclass(frozen=True)
class Cast:
    """The five people: each as a player in the group and in private with the bot."""

    group: int
    here: dict[str, Player]
    alone: dict[str, Player]


async def set_up(url: str) -> None:
    """Set up the people, group, roles and policy of the demo through the control API."""
    async with httpx.AsyncClient(base_url=url, timeout=30, trust_env=False) as http:
        cast = await come_together(http)
        boss = next(name for name in cast.alone if name not in {each[0] for each in _PEOPLE})
        await _may_ask(http, cast.alone[boss])
        await _fresh(http, cast, cast.alone[boss])


async def _fresh(http: httpx.AsyncClient, cast: Cast, anna: Player) -> None:
    """Take the setting-up out of everybody's sight; what is left is the bot's greeting to the admin."""
    await _until_quiet(http, cast)
    for player in cast.alone.values():
        for chat in (player.person, cast.group):
            await post(http, f"/sim/people/{player.person}/clear", {"chat": chat})
    await anna.catches_up()
    await anna.writes("/start")
    await anna.sees("1688")


async def _may_ask(http: httpx.AsyncClient, anna: Player) -> None:
    """Let the admin ask too, small things automatically; this loosens the policy, so it is said twice."""
    command, _, rules = TIERS.partition(" ")
    await anna.writes("\n".join([f"{command} {_AT_ONCE.format(name=anna.name)}", rules]))
    await anna.presses(await anna.sees("New rules for"), "Make these the rules")
    waiting = await anna.sees("second word")
    await post(http, "/sim/clock", {"advance": SECOND_WORD_SECONDS})
    await anna.presses(waiting, "Agree")
    await anna.sees("Rules changed")


async def _until_quiet(http: httpx.AsyncClient, cast: Cast) -> None:
    """Wait until the bot has told everybody what it owed them; half a minute at most."""
    before, quiet = -1, 0
    for _ in range(_MOST_LOOKS):
        newest = 0
        for player in cast.alone.values():
            for chat in (player.person, cast.group):
                rows = (await http.get("/sim/messages", params={"person": player.person, "chat": chat})).json()
                newest = max([newest, *(row["rev"] for row in rows)])
        before, quiet = newest, quiet + 1 if newest == before else 0
        if quiet == _QUIET_LOOKS:
            return
        await asyncio.sleep(_LOOK_SECONDS)


async def come_together(
    http: httpx.AsyncClient, say: Callable[[str], None] = silent, *, bot_admin: bool = True
) -> Cast:
    """Put everybody into a group that becomes a team with two tiers; the bot is an administrator of it."""
    anna = next(person for person in (await http.get("/sim/people")).json() if person["admin"])
    ids = {anna["name"]: int(anna["id"])}
    for name, language, _ in _PEOPLE:
        ids[name] = int((await post(http, "/sim/people", {"name": name, "language": language}))["id"])
    body = {"title": TITLE, "members": list(ids.values()), "admins": [anna["id"]], "added_by": anna["id"]}
    body |= {"bot_admin": bot_admin}
    group = int((await post(http, "/sim/chats", body))["id"])
    cast = _cast(http, ids, group, say)
    boss = anna["name"]
    await cast.alone[boss].writes("/start")
    await cast.here[boss].writes("/team here")
    await cast.here[boss].sees("is a team now")
    for name, link in (await _links(http, cast.alone[boss])).items():
        await cast.alone[name].writes(f"/start {link}")
        await cast.alone[name].sees(TITLE)
    await _rules(cast.alone[boss])
    return cast


async def _links(http: httpx.AsyncClient, anna: Player) -> dict[str, str]:
    """An invitation for each; one with more rights than the first approver's needs a second word, 10 minutes later."""
    links, waiting = {}, {}
    first = next(name for name, _, role in _PEOPLE if role == "approver")
    for name, _, role in _PEOPLE:
        await anna.writes(f"/invite {role}")
        if role == "requester" or name == first:
            links[name] = link_in(await anna.sees("start=join_"))
        else:
            waiting[name] = await anna.sees("second word")
    await post(http, "/sim/clock", {"advance": SECOND_WORD_SECONDS})
    for name, shown in waiting.items():
        await anna.presses(shown, "Agree")
        links[name] = link_in(await anna.sees("start=join_"))
    return links


def link_in(shown: ShownMessage) -> str:
    """What to send the bot to take an invitation. Raises SceneFailed."""
    found = _LINK.search(shown.text)
    if found is None:
        raise SceneFailed(f"there is no invitation in: {shown.text[:200]}")
    return found[1]


async def _rules(anna: Player) -> None:
    """Set two tiers and a budget, previewed first; and the currency."""
    await anna.writes(TIERS)
    await anna.presses(await anna.sees("New rules for"), "Make these the rules")
    await anna.sees("version 2")
    await anna.writes("/rate USD 7.26")
    await anna.sees("Rate changed")


def _cast(http: httpx.AsyncClient, ids: dict[str, int], group: int, say: Callable[[str], None]) -> Cast:
    here = {name: Player(http, person, name, say, group) for name, person in ids.items()}
    return Cast(group, here, {name: Player(http, person, name, say) for name, person in ids.items()})


async def found(scene: Play) -> Cast:
    """The team of the demo; it is set up first if there is none yet."""
    chats: list[dict[str, Any]] = (await scene.http.get("/sim/chats")).json()
    group = next((chat["id"] for chat in chats if chat["title"] == TITLE and chat["bot"]), None)
    if group is None:
        return await come_together(scene.http, scene.say)
    people: list[dict[str, Any]] = (await scene.http.get("/sim/people")).json()
    return _cast(scene.http, {person["name"]: person["id"] for person in people}, group, scene.say)


async def ask(scene: Play, cast: Cast, reason: str) -> tuple[str, ShownMessage]:
    """Daria asks in the group, with a reason; returns the request's number and the card with the approvers' buttons."""
    daria, good = cast.here["Daria"], await scene.good("plain")
    quantity = max(int(good["min_order"]), 100)
    await daria.catches_up()
    await daria.writes(f"/buy {good['offer_id']} {quantity}")
    card = await choose_all(scene, daria, await daria.sees("#"), "say why", "ask for approval")
    if any("Say why" in label for label in card.labels):
        await daria.presses(card, "Say why")
        question = await daria.sees("Why is #", "needed?")
        await scene.rest()
        await daria.writes(reason, reply_to=question.message_id)
        card = await daria.sees("confirm", "Why:")
    await scene.rest()
    await daria.presses(card, "Ask for approval")
    asked = await insists(daria, "· approval wanted")
    return asked.text.partition("#")[2].partition(" ")[0], asked


async def approved(scene: Play) -> None:
    """Daria asks, Boris asks back, two approve, the order is placed and paid."""
    cast = await found(scene)
    number, card = await ask(scene, cast, "For the December fair")
    boris, chen, daria = (cast.here[name] for name in ("Boris", "Chen", "Daria"))
    await scene.rest()
    await boris.presses(card, "Question")
    typed = await boris.sees(f"know about #{number}")
    await boris.writes("Which colour goes best?", reply_to=typed.message_id)
    question = await daria.sees(f"#{number} ", "a question to you")
    await scene.rest()
    await daria.writes("White, as last year", reply_to=question.message_id)
    await boris.sees(f"#{number} ", "approval wanted", "White, as last year")
    await scene.rest()
    await boris.presses(card, "Approve")
    await daria.sees(f"#{number} ", "✅ Boris")
    await scene.rest()
    await chen.presses(card, "Approve")
    await daria.sees("Approved by Boris, Chen", "1688 no.")
    await scene.rest()
    await scene.at_1688(await scene.newest_order(), "pay")
    await daria.sees(f"#{number} · paid", "Approved by Boris, Chen")


async def declined(scene: Play) -> None:
    """Daria asks, and Chen declines, with a reason."""
    cast = await found(scene)
    number, card = await ask(scene, cast, "A second set")
    chen, daria = cast.here["Chen"], cast.here["Daria"]
    await scene.rest()
    await chen.presses(card, "Decline")
    typed = await chen.sees("Why not?", f"#{number}")
    await scene.rest()
    await chen.writes("We have enough of these", reply_to=typed.message_id)
    await daria.sees(f"#{number} · declined", "We have enough of these")
