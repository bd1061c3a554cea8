"""A snapshot as it lies in the database: with its lines, or as it was stored when there was one line only."""

from dataclasses import replace

from bot.desk.ledger.rows_and_values import dump_snapshot, load_snapshot
from bot.purchasing.money import Fen
from bot.purchasing.snapshot import PricedLine, together
from tests.cards.samples import SNAPSHOT

BEFORE_LINES = {
    "offer_id": "655000111222", "spec_id": "s-2", "quantity": 50, "unit_price": 1720, "goods": 86000, "freight": 800,
    "discount": 0, "total": 86800, "seller": "b2b-1", "address_id": "77", "flow": "general", "trade_mode": "fxassure",
    "note": "", "reading": "",
}  # fmt: skip


def test_a_snapshot_of_several_lines_comes_back_as_it_was_stored() -> None:
    several = replace(SNAPSHOT, lines=(*SNAPSHOT.lines, PricedLine("655000111222", None, 3, Fen(1))))
    assert load_snapshot(dump_snapshot(several)) == several
    assert load_snapshot(None) is None


def test_a_snapshot_from_before_there_were_lines_is_the_same_consent() -> None:
    read = load_snapshot(BEFORE_LINES)
    assert read is not None
    assert read.lines == (PricedLine("655000111222", "s-2", 50, Fen(1720)),)
    assert read.hash == replace(SNAPSHOT, lines=read.lines).hash


def test_a_snapshot_of_several_sellers_stores_each_line_once_and_comes_back_whole() -> None:
    whole = together([SNAPSHOT, replace(SNAPSHOT, seller="b2b-2", lines=(PricedLine("7", "s-1", 3, Fen(1)),))])
    stored = dump_snapshot(whole)
    assert (stored["lines"], len(stored["parts"])) == ([], 2)
    read = load_snapshot(stored)
    assert read == whole
    assert read is not None
    assert read.hash == whole.hash
