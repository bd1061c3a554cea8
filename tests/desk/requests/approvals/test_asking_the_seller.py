"""The seller is asked before the vote: who may, in which words, and what becomes of the answer."""

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.requests.asking_seller import LONGEST_ANSWER
from bot.desk.shared.refusal import Refusal
from bot.purchasing.offers.offer import Seller
from bot.purchasing.person import Act, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, EVA, OFFER, STRANGER, M, R


async def answers(team: Any, number: int) -> list[tuple[int, str]]:
    step = await team.desk.drafting.step(number)
    return [(each.person_id, each.text) for each in step.answers]


async def test_what_the_seller_answered_stands_on_the_card_and_votes_stay(team: Any) -> None:
    number = await team.ask()
    found = await team.desk.asking_seller.show(BORIS, number)
    assert found.url.startswith("https://")
    assert OFFER.link.replace(OFFER.offer_id, str(team.offers)) in found.question
    assert "10件" in found.question
    await team.desk.asking_seller.answered(Act(BORIS), number, " 有现货\n明天发 ")
    assert await answers(team, number) == [(BORIS.id, "有现货\n明天发")]
    assert (await team.journal(number))[-1] == "seller_answer"
    step = await team.desk.drafting.step(number)
    assert step.answers[0].snapshot_hash == await team.shown(number)
    details = await team.desk.orders.details(CHEN, str(number))
    assert [each.text for each in details.answers] == ["有现货\n明天发"]


async def test_a_draft_is_its_requester_s_alone(team: Any) -> None:
    number = await team.draft()
    await team.desk.asking_seller.answered(Act(ANNA), number, "In stock")
    for person in (BORIS, EVA):
        await team.refused("not-yours", team.desk.asking_seller.show(person, number))
    await team.confirm(number)
    assert await answers(team, number) == [(ANNA.id, "In stock")]


async def test_nobody_asks_who_has_no_part_in_it_or_once_it_is_decided(team: Any) -> None:
    number = await team.ask()
    await team.member(STRANGER, R)
    await team.refused("not-yours", team.desk.asking_seller.answered(Act(STRANGER), number, "In stock"))
    await team.member(STRANGER, M)
    await team.refused("not-yours", team.desk.asking_seller.show(STRANGER, number))
    await team.desk.asking_seller.show(EVA, number)
    await team.decline(number)
    await team.refused("no-longer", team.desk.asking_seller.answered(Act(ANNA), number, "In stock"))


async def test_an_answer_has_words_and_not_too_many(team: Any) -> None:
    number = await team.ask()
    for words in (" \u200b ", "x" * (LONGEST_ANSWER + 1)):
        with pytest.raises(Refusal):
            await team.desk.asking_seller.answered(Act(ANNA), number, words)
    assert await answers(team, number) == []


async def test_a_seller_without_a_chat_is_said_to_have_none(team: Any) -> None:
    team.market.offer_now = replace(OFFER, seller=Seller("", "Cups"))
    number = await team.ask()
    await team.refused("no-chat-link", team.desk.asking_seller.show(ANNA, number))


async def test_of_several_sellers_one_is_chosen_first(all_ask: Any) -> None:
    team = all_ask
    named = [NamedOffer(OfferRef(f"60000000080{n}", quantity=10)) for n in (1, 2)]
    number, _ = await team.desk.opening.open(Act(ANNA, place=Place(ANNA.id)), named, key=OpenedBy(1, 0))
    found = await team.desk.asking_seller.show(ANNA, number)
    assert (found.url, [each.company for each in found.sellers]) == ("", ["Cups", "Lamps"])
    lamps = await team.desk.asking_seller.show(ANNA, number, 2)
    assert "600000000802" in lamps.question
    assert "600000000801" not in lamps.question


async def test_what_somebody_pasted_goes_with_them(team: Any) -> None:
    number = await team.ask()
    await team.desk.asking_seller.answered(Act(CHEN), number, "Chen says in stock")
    async with team.ledger.change() as uow:
        assert number in await uow.personal_data.shown_on(CHEN.id)
        await uow.personal_data.take_words(CHEN.id, uow.now)
    assert await answers(team, number) == []
