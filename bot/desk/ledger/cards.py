"""The messages that show requests, in the database: one in each chat for each request."""

from dataclasses import asdict, dataclass

from sqlalchemy import select

from bot.desk.ledger.mapper import Mapper, Repository
from storage.queries.read_rows import Scalars, columns, given, table_of
from storage.queries.write_rows import deleting, put
from storage.tables import CardRow, RequestRow


@dataclass(frozen=True)
class CardMessage:
    """The message that shows a request in a chat; `shown` is the hash of what it shows."""

    request_id: int
    chat_id: int
    message_id: int
    has_photo: bool
    shown: str


_CARDS = Mapper(CardMessage, CardRow)

_card, _request = columns(CardRow), columns(RequestRow)
_of_request, _in_chat = _card.request_id == given("request"), _card.chat_id == given("chat")
_is_message = _card.message_id == given("message")
_ONE = _CARDS.query(_of_request, _in_chat)
_BY_MESSAGE = _CARDS.query(_in_chat, _is_message)
_CHATS = Scalars(select(_card.chat_id).where(_of_request))
_WAITING = Scalars(
    select(_card.request_id)
    .join(table_of(RequestRow), _request.id == _card.request_id)
    .where(_in_chat, _request.state.in_(("draft", "pending")))
    .order_by(_card.request_id)
)
_FORGET = deleting(CardRow, _of_request, _in_chat, _is_message)
_FORGET_ALL = deleting(CardRow, _in_chat)


class CardRepository(Repository):
    """Loads and records in one transaction which message shows a request in a chat."""

    async def find(self, request_id: int, chat_id: int) -> CardMessage | None:
        return await _ONE.first(self._session, request=request_id, chat=chat_id)

    async def by_message(self, chat_id: int, message_id: int) -> CardMessage | None:
        return await _BY_MESSAGE.first(self._session, chat=chat_id, message=message_id)

    async def chats(self, request_id: int) -> tuple[int, ...]:
        """The chats in which a card shows this request."""
        return await _CHATS.all(self._session, request=request_id)

    async def waiting(self, chat_id: int) -> tuple[int, ...]:
        """The requests that a card in this chat shows and that still wait for an answer."""
        return await _WAITING.all(self._session, chat=chat_id)

    async def put(self, card: CardMessage) -> None:
        """Store which message shows the request, and what it shows."""
        values = asdict(card)
        await put(self._session, CardRow, {name: values.pop(name) for name in ("request_id", "chat_id")}, values)

    async def forget(self, card: CardMessage) -> None:
        """This message does not show its request any longer; another message that does so by now stays."""
        values = {"request": card.request_id, "chat": card.chat_id, "message": card.message_id}
        await self._run(_FORGET, **values)

    async def forget_all(self, chat_id: int) -> tuple[int, ...]:
        """Forget a chat's cards, which can no longer be edited; returns the requests there that wait for an answer."""
        waiting = await self.waiting(chat_id)
        await self._run(_FORGET_ALL, chat=chat_id)
        return waiting
