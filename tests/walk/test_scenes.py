"""The stories of the demo, told more than once in the same world."""

from typing import Any

from bot.sandbox.scenes import play
from tests.walk.conftest import pushed
from tests.web.conftest import free_port


async def test_one_can_buy_alone_again_what_was_bought_before(open_street: Any) -> None:
    async with open_street(WEB_LISTEN=f"127.0.0.1:{free_port()}") as street:
        await pushed(street)
        for name in ("happy", "cancelled"):
            await play(name, str(street.http.base_url), pause=0, say=street.said.append)
        assert len((await street.ledger())["orders"]) == 2


async def test_of_thirty_parcels_of_a_morning_two_are_short_and_the_books_of_1688_say_the_same(
    open_street: Any,
) -> None:
    async with open_street() as street:
        await play("arrivals", str(street.http.base_url), pause=0, say=street.said.append)
        counted = "SELECT order_id, sum(pieces) FROM arrival WHERE kind = 'good' GROUP BY order_id"
        really = dict[str, int]()
        for parcel in (await street.ledger())["parcels"]:
            really[parcel["order"]] = really.get(parcel["order"], 0) + sum(pieces for _, pieces in parcel["lines"])
        assert dict(street.rows(counted)) == really
        closed = street.rows("SELECT count(*), sum(pieces) FROM arrival WHERE kind = 'closed' AND reason = 'not-sent'")
        assert closed == [(2, 2)]


async def test_a_refund_comes_to_its_end_and_its_pieces_are_cancelled(open_street: Any) -> None:
    async with open_street(WEB_LISTEN=f"127.0.0.1:{free_port()}") as street:
        await pushed(street)
        await play("refund", str(street.http.base_url), pause=0, say=street.said.append)
        refused, paid = (await street.ledger())["refunds"]
        assert (refused["state"], paid["state"]) == ("refundclose", "refundsuccess")
        writes = (await street.ledger())["writes"]
        assert [writes[f"alibaba.trade.{name}Refund"] for name in ("create", "cancel")] == [2, 1]
        kept = "SELECT r.word, r.paid_fen, refunded_fen FROM refund r JOIN remote_order USING (order_id) ORDER BY 2"
        assert street.rows(kept) == [("refundclose", 0, paid["fen"]), ("refundsuccess", paid["fen"], paid["fen"])]
        settled = street.rows("SELECT kind, pieces FROM arrival WHERE kind IN ('cancelled', 'closed')")
        assert settled == [("cancelled", 3)]


async def test_each_alarm_of_the_bot_begins_and_its_message_says_when_it_is_well_again(open_street: Any) -> None:
    async with open_street(JOURNAL_KEY="0123456789abcdef" * 4) as street:
        street.world.stage.open(street.tenant.restart, street.tenant.hinder)
        await play("alarms", str(street.http.base_url), pause=0, say=street.said.append)
        ended = street.rows("SELECT DISTINCT kind FROM outbox WHERE dedupe IN (SELECT substr(dedupe, 6) FROM outbox)")
        assert {kind for (kind,) in ended} >= {
            "login_needed", "login_ending", "market_silent", "ghost", "undelivered", "copy_failed", "journal_key",
            "paused", "standstill",
        }  # fmt: skip
        assert street.rows("SELECT name FROM fact WHERE name LIKE 'told:%' AND value <> '{}'") == []
