"""Opens a request of one offer, as a message does that names it."""

import secrets

from bot.desk.desk import Desk
from bot.desk.requests.opening import require_shown
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy


async def opened(
    desk: Desk,
    by: Person,
    place: Place,
    offer_id: str,
    quantity: int | None = None,
    words: str = "",
    *,
    key: OpenedBy | None = None,
) -> int:
    """The number of the request; without a `key` it is another one each time."""
    named = [NamedOffer(OfferRef(offer_id, quantity=quantity, words=words))]
    key = key or OpenedBy(secrets.randbelow(10**12), 0)
    return require_shown(*await desk.opening.open(Act(by, place=place), named, key=key))
