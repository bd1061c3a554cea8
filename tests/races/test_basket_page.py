"""The lines of a request are saved by two pages in the same instant: one of them holds, the other shows what stands."""

from bot.purchasing.choice import Choice
from tests.desk.requests.approvals.test_baskets import basket
from tests.races.pair import ROUNDS, Pair
from tests.races.test_decisions import ANNA


async def test_two_pages_that_save_the_same_version(pair: Pair) -> None:
    for key in range(ROUNDS):
        number = await basket(pair.one, 3, 4, by=ANNA, key=key + 1)
        version = (await pair.one.purchase(number)).request.version
        ends = await pair.together(
            pair.one.desk.line_pages.change(ANNA, number, version, {1: {"": 30}}, None),
            pair.other.desk.line_pages.change(ANNA, number, version, {2: {"": 40}}, None),
        )
        assert sorted(ends) == ["", "stale"]
        request = (await pair.other.purchase(number)).request
        wanted = (Choice.of(30), Choice.of(4)) if ends[0] == "" else (Choice.of(3), Choice.of(40))
        assert tuple(each.choice for each in request.asked) == wanted
        assert request.snapshot is not None
        assert request.snapshot.quantity == sum(each.quantity or 0 for each in wanted)
