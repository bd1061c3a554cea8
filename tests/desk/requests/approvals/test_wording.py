"""In which language an offer is read, and how often 1688 is asked to translate it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.ledger.kept_words import KeptWords
from bot.market.errors import NotFound
from bot.purchasing.offers.offer import Offer
from bot.purchasing.person import Person, Place
from tests.desk.requests.approvals.conftest import OFFER
from tests.storage.sql import sql

ANNA = Person(11, "Anna", "ru", reachable=True)
TITLES = {"en": "T-shirt", "ru": "Футболка", "zh": ""}


class Translating:
    """A 1688 that has a title in each language, unless it is away; it counts who asks for what."""

    def __init__(self, team: Any) -> None:
        self.asked, self.away = list[str](), False
        self.title = OFFER.title
        team.market.offer = self.offer

    async def offer(self, offer_id: str, language: str) -> Offer:
        self.asked.append(language)
        if self.away:
            raise NotFound("offer", "1688 is away")
        titled = replace(OFFER, title=self.title, title_translated=TITLES[language], language=language)
        return replace(titled, offer_id=offer_id)


@pytest.fixture
async def translating(team: Any) -> Translating:
    await team.desk.people.remember(ANNA, Place(ANNA.id), "private", "")
    return Translating(team)


async def titles(team: Any, number: int) -> dict[str, str]:
    """What the readers of each language read on the card of a request."""
    steps = {each: await team.desk.drafting.step(number, each) for each in TITLES}
    return {each: step.purchase.request.offer.title_in(each) for each, step in steps.items()}


async def test_a_group_reads_what_was_asked_in_private_in_its_own_language(team: Any, translating: Translating) -> None:
    number = await team.ask(by=ANNA)
    assert await titles(team, number) == {"en": "T-shirt", "ru": "Футболка", "zh": "示例短袖T恤"}
    assert translating.asked == ["ru", "en"]


async def test_each_offer_is_translated_once_however_many_requests_there_are(
    team: Any, translating: Translating
) -> None:
    await team.ask(by=ANNA, same=True)
    again = await team.draft(by=ANNA, same=True, quantity=7)
    assert await titles(team, again) == {"en": "T-shirt", "ru": "Футболка", "zh": "示例短袖T恤"}
    assert translating.asked == ["ru", "en", "ru"], "another draft is read in its requester's language"
    team.ledger.words = KeptWords()  # as in another process
    assert (await titles(team, again))["en"] == "T-shirt"


async def test_what_is_read_without_a_translation_is_asked_for_behind_people(
    team: Any, translating: Translating
) -> None:
    number = await team.draft(by=ANNA)
    translating.away = True
    await team.confirm(number, ANNA)
    assert (await titles(team, number))["en"] == "示例短袖T恤", "nobody reads Russian who reads English"
    await team.desk.wording.round()
    translating.away, before = False, len(translating.asked)
    await team.desk.wording.round()
    assert len(translating.asked) == before, "what could not be had is left in peace for an hour"
    team.clock.on(hours=1)
    await titles(team, number)
    async with team.ledger.change() as uow:
        await sql(uow.session, "DELETE FROM outbox WHERE kind = 'card'")
    await team.desk.wording.round()
    assert (await titles(team, number))["en"] == "T-shirt"
    assert await team.cards(number), "the cards are drawn anew"
    assert len(translating.asked) == before + 1


async def test_a_translation_that_is_not_to_be_had_keeps_nobody_from_asking(
    team: Any, translating: Translating
) -> None:
    number = await team.draft(by=ANNA)
    translating.away = True
    await team.confirm(number, ANNA)
    assert await team.state(number) == "pending"


async def test_the_translation_of_another_title_is_not_this_one_s(team: Any, translating: Translating) -> None:
    await team.ask(by=ANNA, same=True)
    translating.title = "示例长袖T恤"
    number = await team.draft(by=ANNA, same=True, quantity=3)
    assert (await titles(team, number))["en"] == "示例长袖T恤"
    await team.desk.wording.round()
    assert (await titles(team, number))["en"] == "T-shirt"
