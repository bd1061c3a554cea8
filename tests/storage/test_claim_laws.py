"""The database itself refuses to let anything be asked back twice, whoever writes into it, and no more than that."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests import migrated_databases
from tests.claim_rows import LIDS, PAID_FOR, bought, claim, count, errand, paid_order, pieces
from tests.postgres import Postgres, told

ORDER = "3301686771403783001"
OTHER = "3301686771403783002"
PIECES = "no pieces are claimed that do not lack, or twice"
MONEY = "no more money is asked back of an order than was paid for it"


class Hand:
    """A hand with a SQL shell at a migrated database."""

    def __init__(self, url: str) -> None:
        self.url = url

    def run(self, *statements: str) -> None:
        """All of these, or none."""
        if not self.url.startswith("sqlite"):
            told(self.url, ";".join(statements))
            return
        with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as connection, connection:
            connection.execute("PRAGMA foreign_keys=ON")
            for statement in statements:
                connection.execute(statement)

    def refuses(self, law: str, *statements: str) -> bool:
        """Whether it refuses these by this law."""
        try:
            self.run(*statements)
        except (sqlite3.IntegrityError, RuntimeError) as no:
            return law in str(no)
        return False


@pytest.fixture(params=["sqlite", "postgresql"])
async def hand(request: pytest.FixtureRequest, tmp_path: Path) -> Hand:
    """Two orders of 30 cups, of which 25 came whole, 2 damaged, 1 is another thing and 2 are missing, and 10 lids."""
    if request.param == "postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        url = await migrated_databases.put_on(postgres)
    else:
        url = await migrated_databases.put(tmp_path / "data" / "caigou.db")
    hand = Hand(url)
    errands = [errand(number, ORDER) for number in range(1, 6)]
    hand.run(*bought(), *paid_order(ORDER), *paid_order(OTHER), *errands, errand(9, OTHER))
    return hand


@pytest.mark.parametrize(
    "claimed",
    [
        (("missing", 2),),
        (("damaged", 2),),
        (("good", 25),),
        (("wrong", 1),),
        (("missing", 2), ("damaged", 2), ("good", 25), ("wrong", 1)),
    ],
)
async def test_what_lacks_can_be_claimed(hand: Hand, claimed: Sequence[tuple[str, int]]) -> None:
    hand.run(
        claim(1, ORDER, 100), *(pieces(1, ORDER, kind, n) for kind, n in claimed), pieces(1, ORDER, "missing", 10, LIDS)
    )


@pytest.mark.parametrize(("kind", "n"), [("missing", 3), ("damaged", 3), ("good", 26), ("wrong", 2)])
async def test_more_than_lacks_cannot_be_claimed(hand: Hand, kind: str, n: int) -> None:
    assert hand.refuses(PIECES, claim(1, ORDER, 100), pieces(1, ORDER, kind, n))


@pytest.mark.parametrize("state", ["open", "paid"])
@pytest.mark.parametrize("kind", ["missing", "damaged", "wrong"])
async def test_what_is_claimed_or_was_paid_is_never_claimed_again(hand: Hand, state: str, kind: str) -> None:
    hand.run(claim(1, ORDER, 100), pieces(1, ORDER, kind, 1))
    if kind != "wrong":
        hand.run(claim(2, ORDER, 100), pieces(2, ORDER, kind, 1))
    hand.run(f"UPDATE refund_claim SET state = '{state}'")
    assert hand.refuses(PIECES, claim(3, ORDER, 100), pieces(3, ORDER, kind, 1))
    hand.run(claim(9, OTHER, 100), pieces(9, OTHER, kind, 1))
    hand.run(claim(3, ORDER, 100), pieces(3, ORDER, "missing", 1, LIDS))


async def test_one_that_closed_frees_its_pieces_and_its_money(hand: Hand) -> None:
    hand.run(claim(1, ORDER, PAID_FOR), pieces(1, ORDER, "damaged", 2))
    again = (claim(2, ORDER, PAID_FOR), pieces(2, ORDER, "damaged", 2))
    assert hand.refuses(MONEY, *again)
    hand.run("UPDATE refund_claim SET state = 'closed'", *again)


async def test_the_pieces_of_one_claim_are_judged_together(hand: Hand) -> None:
    late = [count(ORDER, "damaged", 3, act="late")]
    hand.run(claim(1, ORDER, 100), pieces(1, ORDER, "missing", 2), *late)  # they came all the same
    assert hand.refuses(PIECES, claim(2, ORDER, 100), pieces(2, ORDER, "damaged", 4))
    assert hand.refuses(PIECES, claim(2, ORDER, 100), pieces(2, ORDER, "damaged", 3), pieces(2, ORDER, "good", 26))
    hand.run(claim(2, ORDER, 100), pieces(2, ORDER, "damaged", 3), pieces(2, ORDER, "good", 25))
    assert hand.refuses(PIECES, claim(3, ORDER, 100), pieces(3, ORDER, "damaged", 1))


async def test_counts_that_refunds_made_or_that_were_taken_back_are_none(hand: Hand) -> None:
    hand.run(count(ORDER, "damaged", 2, act="refund:TQ1"))
    assert hand.refuses(PIECES, claim(1, ORDER, 100), pieces(1, ORDER, "damaged", 3))
    hand.run(count(ORDER, "good", 2, act="more", id=100))
    assert hand.refuses(PIECES, claim(1, ORDER, 100), pieces(1, ORDER, "missing", 1))
    hand.run(count(ORDER, "good", 2, act="back", reverses=100))
    hand.run(claim(1, ORDER, 100), pieces(1, ORDER, "missing", 2))


async def test_of_a_line_that_is_not_there_nothing_is_claimed(hand: Hand) -> None:
    assert hand.refuses(PIECES, claim(1, ORDER, 100), pieces(1, ORDER, "missing", 1, "13"))


@pytest.mark.parametrize("state", ["open", "paid"])
async def test_no_more_money_is_asked_back_than_was_paid(hand: Hand, state: str) -> None:
    hand.run(claim(1, ORDER, 40_000, carriage_fen=500, kind="amount", state=state))
    assert hand.refuses(MONEY, claim(2, ORDER, 2_001, kind="amount"))
    assert hand.refuses(MONEY, claim(2, ORDER, 2_000, carriage_fen=1, kind="amount"))
    hand.run(claim(2, ORDER, 1_999, carriage_fen=1, kind="amount"))
    assert hand.refuses(MONEY, claim(3, ORDER, 1, kind="rest"))
    hand.run(claim(3, ORDER, 0), claim(9, OTHER, PAID_FOR))


async def test_what_1688_says_came_back_is_counted_if_it_is_more_than_is_known(hand: Hand) -> None:
    hand.run(claim(1, ORDER, 10_000, state="paid"))
    hand.run(f"UPDATE remote_order SET refunded_fen = 9000 WHERE order_id = '{ORDER}'")
    hand.run(claim(2, ORDER, 32_000))
    assert hand.refuses(MONEY, claim(3, ORDER, 501))
    hand.run(f"UPDATE remote_order SET refunded_fen = 10400 WHERE order_id = '{ORDER}'")
    assert hand.refuses(MONEY, claim(3, ORDER, 101))
    hand.run(claim(3, ORDER, 100))


async def test_what_was_paid_bounds_it_and_not_what_it_costs_since(hand: Hand) -> None:
    hand.run(f"UPDATE remote_order SET paid_fen = {PAID_FOR}, total_fen = 40000 WHERE order_id = '{ORDER}'")
    hand.run(claim(1, ORDER, PAID_FOR))
    assert hand.refuses(MONEY, claim(2, ORDER, 1))


async def test_what_was_asked_on_the_site_is_known_whatever_it_is(hand: Hand) -> None:
    site = {"errand_id": None, "kind": "unknown"}
    hand.run(claim(1, ORDER, 40_000, state="paid"))
    hand.run(claim(6, ORDER, 99_999, refund_id="TQ6", **site))
    hand.run(claim(7, ORDER, 100, refund_id="TQ7", **(site | {"kind": "pieces"})), pieces(7, ORDER, "damaged", 30))
    assert hand.refuses(MONEY, claim(2, ORDER, 1))
    hand.run("UPDATE refund_claim SET state = 'closed' WHERE id = 6")
    assert hand.refuses(PIECES, claim(2, ORDER, 1), pieces(2, ORDER, "damaged", 1))


async def test_a_refund_is_one_claim_and_an_errand_has_one(hand: Hand) -> None:
    hand.run(claim(1, ORDER, 1, refund_id="TQ1"), claim(2, ORDER, 1), claim(3, ORDER, 1))
    with pytest.raises((sqlite3.IntegrityError, RuntimeError)):
        hand.run(claim(9, OTHER, 1, refund_id="TQ1"))
    with pytest.raises((sqlite3.IntegrityError, RuntimeError)):
        hand.run(claim(8, ORDER, 1, errand_id=1))


@pytest.mark.parametrize(
    "wrong",
    [
        claim(1, ORDER, -1),
        claim(1, ORDER, 1, carriage_fen=-1),
        claim(1, ORDER, 1, kind="gift"),
        claim(1, ORDER, 1, state="draft"),
        claim(1, "7", 1),
    ],
)
async def test_no_other_claim_can_be_written(hand: Hand, wrong: str) -> None:
    with pytest.raises((sqlite3.IntegrityError, RuntimeError)):
        hand.run(wrong)


@pytest.mark.parametrize(("kind", "n"), [("missing", 0), ("damaged", -1), ("lost", 1)])
async def test_no_other_pieces_can_be_written(hand: Hand, kind: str, n: int) -> None:
    with pytest.raises((sqlite3.IntegrityError, RuntimeError)):
        hand.run(claim(1, ORDER, 1), pieces(1, ORDER, kind, n))
