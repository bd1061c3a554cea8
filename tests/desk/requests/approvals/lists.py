"""What people do with the list of their team, in short words."""

from datetime import timedelta
from typing import Any

from bot.desk.requests.team_list import Added
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from bot.purchasing.requests.request import Request
from tests.desk.requests.approvals.conftest import ANNA

OWNERS = (Person(10, "Owner", "en", True), Person(9, "Second", "en", True))
MUG, LAMP, VASE = "600000000801", "600000000802", "600000000803"


async def add(team: Any, by: Person, offer: str = MUG, pieces: int | None = 3, place: Place | None = None) -> Added:
    named = [NamedOffer(OfferRef(offer, quantity=pieces))]
    added: Added = await team.desk.team_list.add(Act(by, place=place or Place(by.id)), named)
    return added


async def ask(team: Any, by: Person, place: Place | None = None) -> int:
    """Somebody asks for all of it; the number of the draft."""
    key = OpenedBy(team.clock.now().microsecond + 1_000 * by.id, 0)
    draft = await team.desk.team_list.ask(Act(by, place=place or Place(by.id)), team.id, key=key)
    team.clock.time += timedelta(microseconds=1)
    return int(draft.request_id)


async def asked(team: Any, by: Person, *adders: Person) -> int:
    """These people add something each, and somebody asks for it and confirms; its number."""
    for offer, each in zip((MUG, LAMP, VASE), adders, strict=False):
        await add(team, each, offer)
    number = await ask(team, by)
    await team.confirm(number, by)
    return number


async def on_list(team: Any, by: Person = ANNA) -> list[tuple[str, int, int]]:
    """What waits, as (offer, pieces, who)."""
    shown = await team.desk.team_list.show(by, Place(by.id))
    return [(each.offer.offer_id, each.choice.quantity, each.by) for each in shown.lines]


async def line_of(team: Any, by: Person, place: int = 0) -> int:
    shown = await team.desk.team_list.show(by, Place(by.id))
    return int(shown.lines[place].id)


async def request(team: Any, number: int) -> Request:
    found: Request = (await team.purchase(number)).request
    return found
