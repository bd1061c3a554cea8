"""The stop-buying switch: still off after a restart, thrown by people and by the program when it must not go on."""

from bot.desk.ledger.book import Book
from bot.desk.ledger.ledger import Ledger
from bot.desk.people import People
from bot.desk.refusal import Refusal
from bot.purchasing.notice import NoticeKind
from bot.purchasing.purchase import Cause, Person

PAUSE = "pause"


async def pause_reason(book: Book) -> str | None:
    """Why buying is stopped; None where it is not."""
    fact = await book.register.fact(PAUSE)
    return fact["reason"] if fact else None


async def pause(book: Book, admins: frozenset[int], reason: str, actor: int | None = None) -> None:
    """Stop buying and tell the admins; a pause that is on stays as it is."""
    if await pause_reason(book) is not None:
        return
    await book.register.put_fact(PAUSE, {"reason": reason, "at": book.now.isoformat(), "by": actor})
    await book.write("paused", actor=actor, reason=reason)
    await book.tell_all(admins, NoticeKind.PAUSED, f"paused:{book.now.isoformat()}", reason=reason)


class Switch:
    """The verbs of the switch."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        self._ledger, self._people = ledger, people

    async def pause(self, by: Person, reason: str, cause: Cause | None) -> None:
        """Stop buying, with a reason; orders that exist are still watched."""
        self._require_admin(by)
        if not reason.strip():
            raise Refusal("reason-needed")
        async with self._ledger.change(cause) as book:
            await pause(book, self._people.admins, reason.strip(), by.id)

    async def resume(self, by: Person, cause: Cause | None) -> None:
        """Buy again; what waited is claimed at once."""
        self._require_admin(by)
        async with self._ledger.change(cause) as book:
            if await pause_reason(book) is None:
                raise Refusal("not-paused")
            await book.register.put_fact(PAUSE, {})
            await book.write("resumed", actor=by.id)
            book.left.add("attempts")
            await book.tell_all(self._people.admins, NoticeKind.RESUMED, f"resumed:{book.now.isoformat()}", by=by.name)

    async def stop(self, reason: str) -> None:
        """The program itself stops buying."""
        async with self._ledger.change() as book:
            await pause(book, self._people.admins, reason)

    def _require_admin(self, by: Person) -> None:
        if by.id not in self._people.admins:
            raise Refusal("only-admins")
