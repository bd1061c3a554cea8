"""Asks the seller of what is not decided yet: their chat with words to send, and the answer that somebody pastes."""

from dataclasses import dataclass

from bot.desk.rules.approval_case import known_purchase
from bot.desk.rules.rights import permit_asking
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import NoteTooLong
from bot.desk.shared.verbs import Verbs
from bot.market.port import Market
from bot.purchasing.events.requests import SellerAnswered
from bot.purchasing.offers.offer import Seller
from bot.purchasing.person import Act, Person
from bot.purchasing.requests.asked_line import of_sellers
from bot.purchasing.requests.request import Request
from bot.purchasing.text import visible
from bot.purchasing.tracking.seller_notes import seller_question

LONGEST_ANSWER = 1000


@dataclass(frozen=True)
class SellerToAsk:
    """The chat of a request's seller and what to ask there; without a `url` one of several sellers is chosen first."""

    request: Request
    sellers: tuple[Seller, ...]
    url: str = ""
    question: str = ""


@dataclass(eq=False)
class AskingSeller(Verbs):
    """What whoever has a part in a request may do before it is decided."""

    _market: Market
    _people: People

    async def show(self, by: Person, request_id: int, place: int = 0) -> SellerToAsk:
        """The chat of its only seller, or of the one at this place (from 1). Refusal if 1688 names no chat."""
        theirs = of_sellers((request := await self.able(by, request_id)).asked)
        sellers = tuple(each[0].offer.seller for each in theirs)
        if len(sellers) > 1 and not 0 < place <= len(sellers):
            return SellerToAsk(request, sellers)
        asked = theirs[place - 1 if len(sellers) > 1 else 0]
        if not (open_id := asked[0].offer.seller.open_id):
            raise Refusal(RefusalReason.NO_CHAT_LINK, request_id)
        return SellerToAsk(request, sellers, await self._market.chat_link(open_id), seller_question(asked))

    async def able(self, by: Person, request_id: int) -> Request:
        """The request, if this person may ask its seller or paste an answer; Refusal otherwise."""
        async with self._ledger.read() as uow:
            purchase = await known_purchase(uow, request_id)
            await permit_asking(uow, self._people, by, purchase)
        return purchase.request

    async def answered(self, act: Act, request_id: int, words: str) -> None:
        """Put what the seller answered on the card; it is no content, so that votes stay."""
        text = visible(words).strip()
        if not text:
            raise Refusal(RefusalReason.NOTE_EMPTY, request_id)
        if len(text) > LONGEST_ANSWER:
            raise Refusal(NoteTooLong(limit=LONGEST_ANSWER))
        async with self._ledger.change(act.cause) as uow:
            purchase = await known_purchase(uow, request_id)
            await permit_asking(uow, self._people, act.by, purchase)
            event = SellerAnswered(actor=act.by.id, request=purchase.request, text=text)
            await uow.votes.seller_answered(request_id, act.by.id, text, event.snapshot)
            await uow.record(event)
