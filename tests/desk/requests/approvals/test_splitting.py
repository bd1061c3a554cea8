"""Two hundred ways to cut ¥ 5,000: no piece passes by weaker steps than it and what was asked for before it need."""

import random
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cards.requests.request import request_card
from bot.desk.ledger.stored_rules import dump_policy
from bot.desk.shared.refusal import Refusal
from bot.purchasing.approval.policy import Together, default_policy
from bot.purchasing.approval.policy_language import show
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Act, Person, Place
from bot.sandbox.actor import as_read
from tests.counts import counted
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, DARIA, GROUP, OWNER

AUTO, ONE = 1000_00, 3000_00
"""Up to so much (fen) nobody has to agree, and one approver."""
TIERS = "to 1000: auto\n1000-3000: any of approvers\nelse: 2 of approvers\ntogether 24h by "
SUM = 5000
MORNING, LATE = datetime(2026, 11, 24, 2, tzinfo=UTC), datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
"""In Shanghai ten o'clock, and half an hour before midnight."""
DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Piece:
    """A request as it stands: how much it is, when it was asked for, by how many steps it goes, and whether it went."""

    number: int
    by: Person
    fen: int
    at: datetime
    steps: int
    state: str
    waits: bool


class Cutting:
    """People who want ¥ 5,000 worth and ask for it in pieces, as luck has it."""

    def __init__(self, team: Any, seed: int, people: tuple[Person, ...], same: bool) -> None:
        self.team, self.dice, self.people, self.same = team, random.Random(seed), people, same
        self.numbers: list[int] = []
        self.steps: set[int] = set()

    async def run(self) -> None:
        left = SUM
        while left > 0:
            piece = min(left, self.dice.choice((400, 900, 990, 1000, 1200, 2400)))
            left -= piece
            await self.ask(piece // 10)
            await self.meanwhile()
            self.team.clock.time += timedelta(minutes=self.dice.choice((0, 2, 20)))

    async def ask(self, pieces: int) -> None:
        """Sometimes it is shown as a small one first, and made large just before it is asked for."""
        by, later = self.dice.choice(self.people), self.dice.random() < 0.3
        number = await self.team.draft(by, 1 if later else pieces, same=self.same)
        if later:
            self.team.clock.time += timedelta(minutes=1)
            await self.team.desk.drafting.choose_quantity(Act(by), number, pieces)
        await self.confirm(by, number)
        self.numbers.append(number)

    async def confirm(self, by: Person, number: int) -> None:
        try:
            await self.team.confirm(number, by)
        except Refusal as why:
            if why.key != "repeat":
                raise
            await self.team.confirm(number, by, seen=await self.team.seen(number))

    async def meanwhile(self) -> None:
        """Others agree, decline, or let it lie; he takes one back; the price moves; what may be placed is placed."""
        for piece in [each for each in await self.pieces() if each.waits]:
            lot = self.dice.random()
            if lot < 0.6:
                for person in (CHEN, DARIA)[: piece.steps]:
                    await self.team.approve(piece.number, person)
            elif lot < 0.7:
                await self.team.decline(piece.number, CHEN)
            elif lot < 0.8:
                await self.team.desk.approvals.withdraw(Act(piece.by), piece.number)
        if self.dice.random() < 0.2:
            self.team.market.changes(price=self.dice.choice((9_99, 10_00)))
        if self.dice.random() < 0.7:
            await self.team.desk.submit_worker.submit_due()
        await self.grow()

    async def grow(self) -> None:
        """What came back to its requester, since its price moved, is asked for again as much more."""
        for piece in await self.pieces():
            if piece.state == "pending" and not piece.waits:
                await self.team.desk.drafting.choose_quantity(Act(piece.by), piece.number, piece.fen // 1000 + 30)
                await self.confirm(piece.by, piece.number)

    async def pieces(self) -> list[Piece]:
        found = [(await self.team.purchase(number)).request for number in self.numbers]
        return [
            Piece(
                each.id, each.requester, each.snapshot.total, each.pending_at,
                sum(step.count or 0 for step in each.needs.steps) if each.needs else 0, each.state.value, each.waits,
            )
            for each in found
        ]  # fmt: skip

    async def check(self) -> None:
        """At the end: within any day, what went by no more than so many steps is no more than those may let through."""
        pieces = await self.pieces()
        self.steps |= {each.steps for each in pieces}
        for most, steps in ((AUTO, 0), (ONE, 1)):
            went = [each for each in pieces if each.state == "approved" and each.steps <= steps]
            for last in went:
                assert sum(each.fen for each in went if last.at - DAY < each.at <= last.at) <= most, pieces


WAYS = {
    "by requester": ("requester", (ANNA,), False),
    "by offer": ("offer", (ANNA, BORIS), True),
    "by seller": ("seller", (ANNA, BORIS), False),
    "by all three": ("requester offer seller", (ANNA, BORIS), False),
}


@pytest.mark.threat("T48")
@pytest.mark.parametrize("seed", range(0, counted(50, 5), 5))
@pytest.mark.parametrize("way", WAYS)
async def test_no_cut_passes_by_weaker_steps_than_the_sum(team: Any, way: str, seed: int) -> None:
    """Five of the two hundred at a time; every other one begins half an hour before midnight."""
    by, people, same = WAYS[way]
    await team.rules(TIERS + by)
    team.market.changes(freight=0)
    steps: set[int] = set()
    for each in range(seed, seed + 5):
        team.clock.time = (LATE if each % 2 else MORNING) + timedelta(days=2 * each)
        team.offers += 1
        cut = Cutting(team, each, people, same)
        await cut.run()
        await cut.check()
        steps |= cut.steps
    assert steps == {0, 1, 2}


@pytest.mark.threat("T48")
async def test_six_requests_within_two_minutes_do_not_pass_what_one_would_not(team: Any) -> None:
    await team.rules("to 1000: auto\nelse: any of approvers\ntogether 24h by requester")
    states = []
    for _ in range(6):
        number = await team.ask(ANNA, 90)
        states.append(await team.state(number))
        team.clock.time += timedelta(seconds=20)
    assert states == ["approved", *["pending"] * 5]


async def test_without_the_line_each_is_judged_by_itself(team: Any) -> None:
    await team.rules("to 1000: auto\nelse: any of approvers")
    assert [await team.state(await team.ask(ANNA, 90)) for _ in range(6)] == ["approved"] * 6


async def test_what_is_off_or_was_cancelled_unpaid_counts_no_more(team: Any) -> None:
    await team.rules("to 1000: auto\nelse: any of approvers\ntogether 24h by requester")
    declined, back, lapsed = [await team.ask(ANNA, 120) for _ in range(3)]
    await team.decline(declined, CHEN)
    await team.desk.approvals.withdraw(Act(ANNA), back)
    assert await team.state(await team.ask(ANNA, 50)) == "pending"
    team.clock.time += timedelta(hours=23)
    await team.desk.approvals.clock()
    team.clock.time += timedelta(hours=1, minutes=1)
    await team.desk.approvals.clock()
    assert await team.state(lapsed) == "expired"
    placed = await team.ask(ANNA, 90)
    assert await team.state(placed) == "approved"
    await team.desk.submit_worker.submit_due()
    assert await team.state(await team.ask(ANNA, 90)) == "pending"
    async with team.ledger.change() as uow:
        order = (await uow.orders.of(placed))[0]
        await uow.session.exec(_set_cancelled(order.order_id))
    assert (await team.desk.drafting.step(await team.draft(ANNA, 20))).beside == 905_00


def _set_cancelled(order_id: str) -> Any:
    from sqlmodel import col, update

    from storage.tables import RemoteOrderRow

    return update(RemoteOrderRow).where(col(RemoteOrderRow.order_id) == order_id).values(state="cancelled")


@pytest.mark.threat("T48")
async def test_what_was_declined_to_him_does_not_go_by_itself_a_second_time(team: Any) -> None:
    await team.rules("to 100: auto\nelse: any of approvers\ntogether 24h by requester")
    number = await team.ask(ANNA, 40)
    await team.decline(number, CHEN)
    again = await team.draft(ANNA, 5, same=True)
    await team.confirm(again)
    assert await team.state(again) == "pending"
    other = await team.ask(ANNA, 2)
    assert await team.state(other) == "approved"


async def test_what_went_by_itself_is_asked_about_if_the_same_is_declined_before_it_is_placed(team: Any) -> None:
    await team.rules("to 100: auto\nelse: any of approvers\ntogether 24h by requester")
    first = await team.ask(ANNA, 5)
    team.clock.time += timedelta(minutes=1)
    second = await team.draft(ANNA, 40, same=True)
    with pytest.raises(Refusal, match="repeat"):
        await team.confirm(second)
    await team.confirm(second, seen=await team.seen(second))
    await team.decline(second, CHEN)
    await team.desk.submit_worker.submit_due()
    assert await team.state(first) == "pending"
    assert team.market.sent == []


async def test_the_cards_say_as_what_it_is_judged(team: Any) -> None:
    await team.rules("to 1000: auto\nelse: any of approvers\ntogether 24h by requester")
    await team.ask(ANNA, 80)
    number = await team.draft(ANNA, 90)
    says = "With ¥ 805.00 asked for within 24 hours before it: judged as ¥ 1,710.00."
    assert says in await card(team, number, Place(ANNA.id))
    await team.confirm(number)
    assert says in await card(team, number, Place(ANNA.id))
    assert says in await card(team, number, GROUP)
    await team.approve(number, CHEN)
    assert "judged as" not in await card(team, await team.draft(ANNA, 5), GROUP)


async def test_a_card_names_no_span_that_the_rules_do_not_have_any_more(team: Any) -> None:
    await team.rules("to 1000: auto\nelse: any of approvers\ntogether 24h by requester")
    await team.ask(ANNA, 80)
    number = await team.ask(ANNA, 90)
    await team.rules("else: 2 of approvers")
    await team.approve(number, CHEN)
    assert "With ¥ 805.00 asked for before it: judged as ¥ 1,710.00." in await card(team, number, GROUP)


async def card(team: Any, number: int, place: Place) -> str:
    step = await team.desk.drafting.step(number, "en")
    shown: str = request_card(step, "en", team.clock.now(), place=place, username="bot").text
    return as_read(re.sub(r"<[^>]+>", "", shown))


@pytest.mark.threat("T48")
async def test_a_vote_of_somebody_below_the_sum_is_refused(team: Any) -> None:
    await team.rules("else: any of approvers\ntogether 24h by requester")
    await team.member(CHEN, Role.APPROVER, limit=1000_00)
    first, second = await team.ask(ANNA, 60), await team.ask(ANNA, 60)
    await team.approve(first, CHEN)
    facts = await team.refused("over-your-limit", team.approve(second, CHEN))
    assert (facts["limit"], facts["total"]) == (1000_00, 1210_00)
    await team.approve(second, DARIA)
    assert await team.state(second) == "approved"
    third = await team.ask(ANNA, 60)
    assert (await team.purchase(third)).request.needs.beside == 605_00
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 2


async def test_the_preview_of_rules_judges_the_latest_requests_together(team: Any) -> None:
    await team.rules("to 1000: auto\nelse: any of approvers")
    for _ in range(3):
        await team.ask(ANNA, 60)
    found = await team.desk.policy.preview(OWNER, team.id, "together 24h by requester")
    assert "together 24h by requester" in show(found.policy, found.team)
    assert [each.past.name for each in found.differing] == ["3", "2"]
    assert not found.loosens
    assert (await team.desk.policy.preview(OWNER, team.id, "together 24h by offer")).differing == ()


async def test_stricter_counting_reaches_what_waits(team: Any) -> None:
    await team.rules("to 1000: any of approvers\nelse: 2 of approvers")
    await team.ask(ANNA, 60)
    number = await team.ask(ANNA, 60)
    await team.desk.policy.change(Act(OWNER), team.id, "together 24h by requester")
    await team.approve(number, CHEN)
    request = (await team.purchase(number)).request
    assert (request.state.value, request.needs.beside) == ("pending", 605_00)
    await team.approve(number, DARIA)
    assert await team.state(number) == "approved"


def _of_a_release_before(rules: str) -> Any:
    from sqlmodel import update

    from storage.tables import PolicyRow

    old = rules.replace('"form":2', '"form":1').replace(',"together":{"by":["requester"],"span":1440}', "")
    return update(PolicyRow).values(rules=old)


@pytest.mark.threat("T48")
async def test_teams_of_before_get_the_line_at_the_update_and_hear_of_it_once(team: Any) -> None:
    async with team.ledger.change() as uow:
        await uow.session.exec(_of_a_release_before(dump_policy(default_policy())))
    rules = await team.desk.policy.show(team.id)
    assert (rules.version, rules.policy.together) == (1, None)
    waits = await team.ask(ANNA, 60)
    await team.desk.policy.bring_up()
    await team.desk.policy.bring_up()
    rules = await team.desk.policy.show(team.id)
    assert (rules.version, rules.policy.together) == (2, Together())
    told = [each for each in await team.told("team_changed", GROUP.chat_id) if each["what"] == "together"]
    assert [each["version"] for each in told] == [2]
    await team.desk.approvals.clock()
    assert (await team.purchase(waits)).request.policy_version == 1
    await team.desk.policy.change(Act(OWNER), team.id, "together off")
    await team.desk.teams.second(Act(Person(OWNER.id - 1, "Second", "en", True)), 1)
    await team.desk.policy.bring_up()
    assert (await team.desk.policy.show(team.id)).policy.together is None
