"""Runs some seasons of R24 in a process of its own: what is wanted as JSON on stdin, a line of JSON for each season."""

import asyncio
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from storage.engine.database import Database
from tests.postgres import Postgres
from tests.programmes.torture.after_judge import Judge
from tests.programmes.torture.after_people import LIES, LIES_TO_WHO_ASKS, Story, go_on
from tests.programmes.torture.after_season import Place, Season, Terms
from tests.programmes.torture.harness import Launcher
from tests.programmes.torture.programme import POSTGRESQL

AT_WORK = 8
"""How many stories are in hand at once."""
HOUR = 3600.0
APART = (0, 3, 30, 300)
SEASONS_OF_A_TENTH = 4


RECEIVED = 0.25
"""The share of orders of which the receipt is confirmed early on the site."""
LOSSES = ((1, "copy"), (2, "with memory"), (3, "copy"), (5, "without memory"))
"""After how many sixths of the stories a copy is made, or put back and how."""


@dataclass(frozen=True)
class Quota:
    """What a season has at least of each."""

    orders: int = 50
    kills: int = 13
    each_lie: int = 3
    at_once: int = 8


@dataclass(frozen=True)
class Wanted:
    """Which seasons a worker runs."""

    seasons: tuple[int, ...]
    seed: int
    database: str
    folder: str


def terms_of(number: int) -> Terms:
    """How the season with this number is: each clock in turn, every fourth a sub-account's, every other a team's."""
    direction = -1 if (number // 4) % 2 else 1
    return Terms(number, direction * APART[number % 4], (number + number // 4) % 4 == 3, (number // 2) % 2 == 1)


async def run_season(terms: Terms, seed: int, place: Place, launcher: Launcher, quota: Quota) -> dict[str, Any]:
    """A season from its first order to its end; what it counted, and what was wrong."""
    season = Season(terms, seed, place, launcher)
    judge = Judge(season)
    async with season.open():
        await season.say("settle_in", admins=season.admins, team=terms.in_team)
        _switch(season)
        stories = await _placed(season, judge, quota)
        season.kills_wanted = quota.kills
        copies = await _lived(season, judge, stories)
        stories += await _lied_enough(season, judge, quota)
        await _killed_enough(season)
        await season.tick()
        await judge.at_the_end({story.number: story.request for story in stories})
    for what in season.broke:
        judge.wrong.append(("broke", f"season {terms.number}: {what}"))
    told_lies = season.world.world.told_lies
    did = sum((story.did for story in stories), Counter())
    refusals = sum((story.refusals for story in stories), Counter())
    return {
        "orders": sum(story.is_over for story in stories), "kills": season.kills, "apart": abs(terms.apart),
        "sub_account": terms.sub_account, "lies": dict(told_lies), "at_once": did["at once"], "copies": copies,
        "did": dict(did), "refusals": dict(refusals), "claims": dict(judge.claimed), "wrong": judge.wrong,
        "wire": dict(season.wire.happened), "refunds": len(judge.claims),
    }  # fmt: skip


def _switch(season: Season) -> None:
    """From now on the account and the books' clock are as the terms say."""
    world = season.world.world
    world.clock.apart = timedelta(seconds=season.terms.apart)
    if season.terms.sub_account:
        world.switches.account = f"{world.switches.account}:sub"


async def _placed(season: Season, judge: Judge, quota: Quota, lives: list[list[str]] | None = None) -> list[Story]:
    """So many orders, bought through the desk and paid, with what is done in each life for sure."""
    who: dict[str, Any] = {"by": 11, "approver": 12} if season.terms.in_team else {"by": season.admins[0]}
    offers, known = _two_of_one_seller(season), await _orders(season)
    for _ in range(quota.orders):
        pieces = season.dice.randint(3, 9)
        lines = [[offer, pieces + at] for at, offer in enumerate(offers[: season.dice.choice((1, 1, 2))])]
        answer = await season.say("place", lines=lines, **who)
        if answer.value == "paused":
            await go_on(season)
            answer = await season.say("place", lines=lines, **who)
        assert answer.done, (answer, season.tail())
        await season.tick()
        season.later(HOUR)
    for _ in range(3):
        await season.tick()
        season.later(60)
    new = {order: request for order, request in (await _orders(season)).items() if order not in known}
    assert len(new) == quota.orders, (len(new), season.tail())
    for order in new:
        season.world.world.book.pay(season.world.world.book.orders[int(order)])
    lives = lives or _deck(quota, season.dice)
    return [
        Story(season, judge, order, request, life) for (order, request), life in zip(new.items(), lives, strict=True)
    ]


async def _orders(season: Season) -> dict[str, int]:
    """Every order that was read back, and its request."""
    rows = await season.ours.rows("SELECT order_id, request_id FROM remote_order WHERE checked = 'agreed'")
    return {str(row["order_id"]): int(row["request_id"]) for row in rows}


def _two_of_one_seller(season: Season) -> list[str]:
    """Two plain offers that one order can hold."""
    by_seller: dict[str, list[str]] = {}
    for offer in season.world.world.offers.values():
        if offer.kind == "plain" and offer.min_order == 1 and not offer.skus:
            by_seller.setdefault(offer.seller.key, []).append(str(offer.offer_id))
    return next(offers[:2] for offers in by_seller.values() if len(offers) > 1)


def _deck(quota: Quota, dice: random.Random) -> list[list[str]]:
    """What each story does for sure beside what chance brings."""
    lives: list[list[str]] = [[] for _ in range(quota.orders)]
    fresh = dice.sample(lives, max(1, quota.orders // 10))
    for life in fresh:
        life += ["before", *dice.choices(("note", "urge", "ask_first", "seller", "site"), k=3)]
        if dice.random() < 0.5:
            life += ["ship", "count"]
    others = [life for life in lives if life not in fresh]
    for life in others:
        if dice.random() < 0.8:
            life.append("count")
        if dice.random() < RECEIVED:
            life.append("received")
    asks = [f"lie {kind}" for kind in LIES_TO_WHO_ASKS for _ in range(quota.each_lie + 1)]
    for lie, life in zip(asks, dice.sample(others, len(asks)), strict=True):
        life.append(lie)
    looks = [f"lie {kind}" for kind in LIES if kind not in LIES_TO_WHO_ASKS for _ in range(quota.each_lie + 1)]
    for special in [*looks, *["at_once"] * quota.at_once]:
        dice.choice(others).append(special)
    return lives


async def _lived(season: Season, judge: Judge, stories: list[Story]) -> dict[str, int]:
    """All stories to their ends, some at a time; the machine loses time twice meanwhile. How often it did, by how."""
    copies = {"with memory": 0, "without memory": 0}
    waiting, at_work, done = [*stories], list[Story](), 0
    plan = {
        len(stories) * part // 6: what
        for part, what in ((1, "copy"), (2, "with memory"), (3, "copy"), (5, "without memory"))
    }
    while waiting or at_work:
        while waiting and len(at_work) < AT_WORK:
            story = waiting.pop(0)
            await story.begin()
            at_work.append(story)
        story = season.dice.choice(at_work)
        await story.step()
        if story.is_over:
            at_work.remove(story)
            done += 1
            if (what := plan.pop(done, None)) == "copy":
                await season.copy()
            elif what is not None:
                await season.put_back(with_memory=what == "with memory")
                judge.lives_of_database += 1
                copies[what] += 1
                await season.tick()
    return copies


async def _lied_enough(season: Season, judge: Judge, quota: Quota) -> list[Story]:
    """What was seldom believed is said again, of orders that are bought for it."""
    more: list[Story] = []
    for kind in LIES:
        for _ in range(4 * quota.each_lie):
            if season.world.world.told_lies[kind] >= quota.each_lie:
                break
            (story,) = await _placed(season, judge, Quota(orders=1), [[f"lie {kind}"]])
            await story.begin()
            while not story.is_over:
                await story.step()
            more.append(story)
    return more


async def _killed_enough(season: Season) -> None:
    """Whoever is still to die does so at a look of the timetable's."""
    for _ in range(3 * season.kills_wanted):
        if not season.wants_kills:
            return
        season.later(HOUR)
        await season.say("tick", dies=(season.dice.randint(1, 3), season.dice.random() < 0.5))


async def _server(folder: Path) -> tuple[Postgres, str]:
    """A server, and the name of a database that is migrated."""
    server = await asyncio.to_thread(Postgres.start, folder)
    url = server.new_url()
    await (await Database.open(url)).close()
    return server, url.rsplit("/", 1)[-1]


async def work(wanted: Wanted) -> None:
    """Run the seasons one after the other."""
    folder = Path(wanted.folder)
    server, template = await _server(folder) if wanted.database == POSTGRESQL else (None, "")
    launcher = Launcher()
    await launcher.open()
    try:
        for number in wanted.seasons:
            own = folder / f"season-{number}"
            own.mkdir()
            place = Place(own, server, template)
            seed = wanted.seed * 1009 + number
            result = await run_season(terms_of(number), seed, place, launcher, Quota())
            sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
            sys.stdout.flush()
            place.drop()
    finally:
        await launcher.close()
        if server is not None:
            await asyncio.to_thread(server.stop)


if __name__ == "__main__":
    given = json.loads(sys.stdin.readline())
    asyncio.run(work(Wanted(**{**given, "seasons": tuple(given["seasons"])})))
