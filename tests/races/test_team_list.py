"""A list in the hands of two people in the same instant: every line is on it once, or asked for once."""

from datetime import timedelta

from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from tests.desk.requests.approvals.conftest import ANNA, BORIS, EVA, B, R, Team
from tests.races.pair import ROUNDS, Pair

FIRST = 600000010000


class Lists:
    """What two people do with the list, each at a desk of their own; every update is another."""

    def __init__(self, pair: Pair) -> None:
        self.pair, self.updates = pair, 0

    def _key(self) -> OpenedBy:
        self.updates += 1
        return OpenedBy(self.updates, 0)

    async def add(self, at: Team, by: Person, offer: int) -> None:
        named = [NamedOffer(OfferRef(str(FIRST + offer), quantity=3))]
        await at.desk.team_list.add(Act(by, place=Place(by.id)), named)

    async def ask(self, at: Team, by: Person) -> None:
        await at.desk.team_list.ask(Act(by, place=Place(by.id)), at.id, key=self._key())

    async def pieces(self, at: Team, by: Person, line: int, pieces: int) -> None:
        await at.desk.team_list.put_pieces(Act(by, place=Place(by.id)), line, pieces)

    async def waiting(self) -> list[tuple[int, int]]:
        """What is on the list, as (line, pieces)."""
        async with self.pair.one.ledger.read() as uow:
            return [(each.id, each.choice.quantity or 0) for each in await uow.lists.lines(self.pair.one.id)]

    async def drafts(self) -> list[int]:
        """The drafts that were made of it."""
        async with self.pair.one.ledger.read() as uow:
            return list(await uow.requests.unended(self.pair.one.id))

    async def emptied(self) -> None:
        """All drafts end and the list is empty."""
        for number in await self.drafts():
            request = (await self.pair.one.purchase(number)).request
            await self.pair.one.desk.drafting.cancel(Act(request.requester), number)
        async with self.pair.one.ledger.change() as uow:
            await uow.lists.drop(await uow.lists.lines(self.pair.one.id))
        for team in (self.pair.one, self.pair.other):
            team.clock.time += timedelta(minutes=1)


async def test_two_people_who_add_both_get_their_line_in(pair: Pair) -> None:
    lists = Lists(pair)
    for number in range(ROUNDS):
        ends = await pair.together(lists.add(pair.one, ANNA, 2 * number), lists.add(pair.other, BORIS, 2 * number + 1))
        assert ends == ["", ""]
        assert len(await lists.waiting()) == 2 * number + 2


async def test_two_people_who_ask_for_it_are_one_request(pair: Pair) -> None:
    lists = Lists(pair)
    for number in range(ROUNDS):
        await lists.add(pair.one, ANNA, number)
        await lists.add(pair.one, BORIS, number)
        ends = await pair.together(lists.ask(pair.one, ANNA), lists.ask(pair.other, BORIS))
        assert sorted(ends) == ["", "list-empty"]
        (draft,) = await lists.drafts()
        assert len((await pair.one.purchase(draft)).request.asked) == 2
        assert await lists.waiting() == []
        await lists.emptied()


async def test_what_is_added_while_it_is_asked_for_is_in_the_request_or_on_the_list(pair: Pair) -> None:
    lists = Lists(pair)
    for number in range(ROUNDS):
        await lists.add(pair.one, ANNA, number)
        ends = await pair.together(lists.ask(pair.one, ANNA), lists.add(pair.other, BORIS, number))
        assert ends == ["", ""]
        (draft,) = await lists.drafts()
        asked = (await pair.one.purchase(draft)).request.asked
        assert max(1, len(asked)) + len(await lists.waiting()) == 2
        await lists.emptied()


async def test_what_is_changed_while_it_is_asked_for_is_asked_for_as_it_is_then_or_not_changed(pair: Pair) -> None:
    lists = Lists(pair)
    await pair.one.member(EVA, R, B)
    for number in range(ROUNDS):
        await lists.add(pair.one, ANNA, number)
        ((line, _),) = await lists.waiting()
        ends = await pair.together(lists.ask(pair.one, BORIS), lists.pieces(pair.other, EVA, line, 8))
        assert ends in (["", ""], ["", "list-line-gone"])
        (draft,) = await lists.drafts()
        assert (await pair.one.purchase(draft)).request.pieces == (8 if ends == ["", ""] else 3)
        await lists.emptied()


async def test_two_people_who_change_a_line_leave_it_as_one_of_them_said(pair: Pair) -> None:
    lists = Lists(pair)
    await pair.one.member(EVA, R, B)
    await lists.add(pair.one, ANNA, 1)
    ((line, _),) = await lists.waiting()
    for number in range(ROUNDS):
        one, other = 10 + 2 * number, 11 + 2 * number
        for team in (pair.one, pair.other):
            team.clock.time += timedelta(seconds=1)
        ends = await pair.together(lists.pieces(pair.one, ANNA, line, one), lists.pieces(pair.other, EVA, line, other))
        assert "" in ends
        assert set(ends) <= {"", "list-line-gone"}
        assert dict(await lists.waiting())[line] in (one, other)


async def test_what_somebody_takes_out_while_it_is_asked_for_is_asked_for_or_gone(pair: Pair) -> None:
    lists = Lists(pair)
    for number in range(ROUNDS):
        await lists.add(pair.one, ANNA, number)
        ((line, _),) = await lists.waiting()
        ends = await pair.together(lists.ask(pair.one, BORIS), lists.pieces(pair.other, ANNA, line, 0))
        assert ends in (["", "list-line-gone"], ["list-empty", ""])
        assert len(await lists.drafts()) == (ends[0] == "")
        assert await lists.waiting() == []
        await lists.emptied()
