"""The lists of own SKUs at the desk: who reads and changes them, one effect of a press, drafts that come of codes."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cards.blocks.html import plain
from bot.cards.blocks.writer import Writer
from bot.cards.requests import own_skus as cards
from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.requests import own_skus
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.views import Stage
from bot.purchasing.choice import Problem
from bot.purchasing.own_sku import OwnSku, Source, by_code
from bot.purchasing.person import Act, Cause
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer, named_by
from bot.purchasing.requests.opening import OpenedBy
from bot.purchasing.sheets.sku_sheet import SkuRow
from tests.desk.conftest import ANNA, BORIS, HOME, OFFER

ITEM = OfferRef(OFFER.offer_id)
CUP = OwnSku("CUP", "Cup", 5, Source(OFFER.offer_id), Source("600000000002"))


@pytest.fixture
async def kept(room: Any) -> Any:
    """A room in which Anna keeps CUP, five pieces each, with a reserve."""
    await room.desk.people.remember(ANNA, HOME, "private", "")
    skus = room.desk.own_skus
    await skus.put_source(Act(ANNA, place=HOME), "CUP", ITEM, 5)
    await skus.put_source(Act(ANNA, place=HOME), "cup", OfferRef("600000000002"), None, reserve=True)
    return room


async def asked(room: Any, count: int = 4) -> int:
    """A draft of so many cups; its number."""
    opening = room.desk.opening.open(Act(ANNA, place=HOME), [named_by(by_code(CUP, count))], key=OpenedBy(9, 0))
    number, unshown = await opening
    assert unshown == ()
    return int(number)


async def test_a_code_is_one_however_it_is_written(kept: Any) -> None:
    found = await kept.desk.own_skus.put_source(Act(ANNA, place=HOME), "ｃｕｐ", ITEM, 6)
    assert (found.sku.code, found.sku.ratio, found.added) == ("CUP", 6, False)
    assert found.sku.reserve == Source("600000000002")
    assert len(await kept.desk.own_skus.every(ANNA, HOME)) == 1


async def test_a_button_of_a_code_that_is_off_the_list_removes_no_other(kept: Any) -> None:
    skus = kept.desk.own_skus
    cup = (await skus.one(ANNA, HOME, "CUP")).sku.id
    await skus.remove(Act(ANNA, place=HOME), cup)
    await skus.put_source(Act(ANNA, place=HOME), "MUG", ITEM, None)
    with pytest.raises(Refusal, match="unknown-sku"):
        await skus.remove(Act(ANNA, place=HOME), cup)
    assert [each.code for each in await skus.every(ANNA, HOME)] == ["MUG"]


async def test_a_message_that_comes_twice_changes_the_list_once(kept: Any) -> None:
    skus, cause = kept.desk.own_skus, Cause(1, 77)
    await kept.desk.intake.record(1, [(77, "1", "{}")])
    await skus.set_ratio(Act(ANNA, cause, HOME), "CUP", 7)
    with pytest.raises(AlreadyDone):
        await skus.set_ratio(Act(ANNA, cause, HOME), "CUP", 8)
    assert (await skus.one(ANNA, HOME, "CUP")).sku.ratio == 7


@pytest.mark.threat("T55")
async def test_each_change_of_the_list_is_in_the_journal_and_no_other(kept: Any) -> None:
    skus = kept.desk.own_skus
    await skus.rename(Act(ANNA, place=HOME), "CUP", "Cup")
    await skus.rename(Act(ANNA, place=HOME), "CUP", "Cup")
    await skus.take_in(Act(ANNA, place=HOME), [SkuRow(2, "CUP"), SkuRow(3, "MUG", offer_id="6")])
    await skus.take_in(Act(ANNA, place=HOME), [SkuRow(2, "CUP")])
    await skus.remove(Act(ANNA, place=HOME), (await skus.one(ANNA, HOME, "MUG")).sku.id)
    async with kept.ledger.read() as uow:
        kinds = [str(getattr(entry, "kind", "")) for entry in await uow.journal.page(0, 100)]
    assert [kind for kind in kinds if kind.startswith("team_sku")] == [
        "team_sku_changed", "team_sku_changed", "team_sku_changed", "team_skus_taken_in", "team_sku_removed"
    ]  # fmt: skip


@pytest.mark.threat("T55")
async def test_a_code_that_is_bound_to_another_offer_takes_that_offer_s_name(kept: Any) -> None:
    skus = kept.desk.own_skus
    await skus.rename(Act(ANNA, place=HOME), "CUP", "Nordic ceramic mug")
    kept.market.changes(offer_now=replace(OFFER, title="台灯", title_translated="Desk lamp"))
    same = await skus.put_source(Act(ANNA, place=HOME), "CUP", ITEM, 5)
    assert (same.sku.name, same.old_name) == ("Nordic ceramic mug", "")
    aside = await skus.put_source(Act(ANNA, place=HOME), "CUP", OfferRef("600000000003"), 5, reserve=True)
    assert (aside.sku.name, aside.old_name) == ("Nordic ceramic mug", "")
    lamp = await skus.put_source(Act(ANNA, place=HOME), "CUP", OfferRef("600000000002"), 5)
    assert (lamp.sku.source.offer_id, lamp.sku.name, lamp.old_name) == (
        "600000000002",
        "Desk lamp",
        "Nordic ceramic mug",
    )
    assert "Nordic ceramic mug" in cards.kept(lamp, "en").text
    assert (await skus.one(ANNA, HOME, "CUP")).sku.name == "Desk lamp"


async def test_a_file_that_changes_the_link_alone_leaves_no_name_of_the_old_product(kept: Any) -> None:
    skus = kept.desk.own_skus
    await skus.rename(Act(ANNA, place=HOME), "CUP", "Nordic ceramic mug")
    row = SkuRow(2, "CUP", "Nordic ceramic mug", "600000000002")
    found = await skus.take_in(Act(ANNA, place=HOME), [row])
    assert found.unnamed == ("CUP",)
    assert "CUP" in cards.taken_in(found, (), "en").text.split("lost the name of the old one")[1]
    assert (await skus.one(ANNA, HOME, "CUP")).sku.name == ""
    again = await skus.take_in(Act(ANNA, place=HOME), [row])
    assert (again.unnamed, (await skus.one(ANNA, HOME, "CUP")).sku.name) == ((), "Nordic ceramic mug")
    given = await skus.take_in(Act(ANNA, place=HOME), [SkuRow(2, "CUP", "Desk lamp", "600000000003")])
    assert (given.unnamed, (await skus.one(ANNA, HOME, "CUP")).sku.name) == ((), "Desk lamp")


async def test_a_stranger_reads_and_changes_nothing(kept: Any) -> None:
    skus = kept.desk.own_skus
    assert await skus.known(BORIS, HOME, ["CUP"]) == {}
    for verb in (
        skus.every(BORIS, HOME),
        skus.one(BORIS, HOME, "CUP"),
        skus.put_source(Act(BORIS, place=HOME), "CUP", ITEM, 1),
        skus.take_in(Act(BORIS, place=HOME), [SkuRow(2, "CUP", ratio=9)]),
        skus.remove(Act(BORIS, place=HOME), 1),
    ):
        with pytest.raises(Refusal, match="stranger"):
            await verb
    assert (await skus.one(ANNA, HOME, "CUP")).sku.ratio == 5


async def test_a_list_holds_only_so_many_and_says_so(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_skus, "MOST", 1)
    skus = kept.desk.own_skus
    with pytest.raises(Refusal, match="too-many-skus"):
        await skus.put_source(Act(ANNA, place=HOME), "MUG", ITEM, 1)
    with pytest.raises(Refusal, match="too-many-skus"):
        await skus.take_in(Act(ANNA, place=HOME), [SkuRow(2, "MUG", offer_id="6")])
    assert [each.code for each in await skus.every(ANNA, HOME)] == ["CUP"]


async def test_an_offer_that_1688_does_not_have_keeps_no_code(kept: Any) -> None:
    kept.market.changes(offer_now=None)
    with pytest.raises(Refusal, match="offer-not-found"):
        await kept.desk.own_skus.put_source(Act(ANNA, place=HOME), "MUG", ITEM, 1)
    assert (await kept.desk.own_skus.known(ANNA, HOME, ["MUG"])) == {}


async def test_a_draft_of_a_code_is_read_back_as_it_was_asked_for(kept: Any) -> None:
    request = (await kept.purchase(await asked(kept))).request
    assert (request.choice.quantity, request.choice.own) == (20, (by_code(CUP, 4),))


@pytest.mark.threat("T55")
async def test_a_change_of_the_list_leaves_what_was_asked_for_as_it_was(kept: Any) -> None:
    number = await asked(kept)
    await kept.desk.own_skus.put_source(Act(ANNA, place=HOME), "CUP", OfferRef("600000000002"), 9)
    request = (await kept.purchase(number)).request
    assert (request.offer.offer_id, request.choice.quantity) == (OFFER.offer_id, 20)
    assert request.choice.own == (by_code(CUP, 4),)


async def test_the_same_message_opens_one_draft_of_a_code(kept: Any) -> None:
    assert await asked(kept) == await asked(kept)


async def test_the_other_source_is_taken_with_its_own_price_and_asked_of_1688_once(kept: Any) -> None:
    kept.market.changes(offer_now=replace(OFFER, stock=3))
    number = await asked(kept)
    step = await kept.desk.drafting.step(number)
    assert step.finding is not None
    assert step.finding.problem is Problem.NOT_ENOUGH_STOCK
    kept.market.changes(offer_now=replace(OFFER, offer_id="600000000002"))
    await kept.desk.opening.take_other_source(Act(ANNA), number, 0)
    request = (await kept.purchase(number)).request
    assert (request.offer.offer_id, request.choice.quantity, request.choice.own[0].reserve) == (
        "600000000002",
        20,
        True,
    )
    assert (await kept.desk.drafting.step(number)).stage is Stage.CONFIRM


async def test_a_reserve_that_1688_does_not_show_changes_nothing(kept: Any) -> None:
    number = await asked(kept)
    before = (await kept.purchase(number)).request
    kept.market.changes(offer_now=None)
    with pytest.raises(Refusal, match="offer-not-found"):
        await kept.desk.opening.take_other_source(Act(ANNA), number, 0)
    assert (await kept.purchase(number)).request == before


async def test_what_was_asked_for_without_a_code_has_no_other_source(kept: Any) -> None:
    number = await kept.drafted(2)
    with pytest.raises(Refusal, match="no-reserve"):
        await kept.desk.opening.take_other_source(Act(ANNA), number, 0)


@pytest.mark.threat("T55")
async def test_nobody_takes_the_reserve_in_another_s_draft(kept: Any) -> None:
    number = await asked(kept)
    with pytest.raises(Refusal, match="not-yours"):
        await kept.desk.opening.take_other_source(Act(BORIS), number, 0)


async def test_codes_beside_the_same_link_stand_on_its_one_line_and_count_nothing(room: Any) -> None:
    await room.desk.people.remember(ANNA, HOME, "private", "")
    named = [NamedOffer(replace(ITEM, quantity=n), code=code) for code, n in (("A-1", 2), ("A-2", 3))]
    number, _ = await room.desk.opening.open(Act(ANNA, place=HOME), named, key=OpenedBy(9, 0))
    request = (await room.purchase(number)).request
    (line,) = request.asked
    assert (line.choice.quantity, [each.code for each in line.choice.own]) == (5, ["A-1", "A-2"])
    assert request.codes_of(request.lines[0]) == ("A-1", "A-2")
    assert [plain(each) for each in cards.lines(Writer("en"), request)] == ["2\u00a0codes: A-1, A-2"]
