"""The 1688 tokens: kept in the database, tied to the settings that they came from."""

import hashlib
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.desk.ledger.book import Book
from bot.desk.ledger.ledger import Ledger
from bot.market.errors import LoginNeeded
from bot.market.openplatform.tokens import Tokens
from bot.purchasing.notice import NoticeKind

WARN_BEFORE = timedelta(days=14)


def source_of(app_key: str, access_token: str, refresh_token: str) -> str:
    """A hash of the settings; when it differs from the stored one, the settings win."""
    return hashlib.sha256("\n".join((app_key, access_token, refresh_token)).encode()).hexdigest()


async def tell_login_needed(book: Book, admins: frozenset[int], reason: str) -> None:
    """Admins hear that a person must log in; once for each token that 1688 no longer takes."""
    kept = await book.register.tokens()
    dead = hashlib.sha256((kept[1].access_token if kept else "").encode()).hexdigest()[:16]
    await book.tell_all(admins, NoticeKind.LOGIN_NEEDED, f"login_needed:{dead}", reason=reason)


class TokenShelf:
    """The token store that the client renews from."""

    def __init__(self, ledger: Ledger, source: str, admins: frozenset[int]) -> None:
        self._ledger, self._source, self._admins = ledger, source, admins

    async def load(self) -> Tokens | None:
        """The stored tokens, where they come from the present settings."""
        async with self._ledger.look() as book:
            kept = await book.register.tokens()
        return kept[1] if kept and kept[0] == self._source else None

    async def save(self, tokens: Tokens) -> None:
        async with self._ledger.change() as book:
            await book.register.put_tokens(self._source, tokens)

    async def adopt(self, access_token: str, refresh_token: str) -> None:
        """Start from the settings' tokens where nothing newer of the same settings is stored."""
        if await self.load() is not None or (not access_token and not refresh_token):
            return
        async with self._ledger.change() as book:
            await book.register.put_tokens(self._source, Tokens(access_token, None, refresh_token, None, book.now))

    async def warn(self) -> None:
        """Admins hear in time that the authorisation ends, once for each end."""
        tokens = await self.load()
        if tokens is None or tokens.refresh_expires_at is None:
            return
        async with self._ledger.change() as book:
            ends = tokens.refresh_expires_at
            if book.now >= ends - WARN_BEFORE:
                await book.tell_all(
                    self._admins, NoticeKind.LOGIN_ENDING, f"login_ending:{ends.isoformat()}", at=ends.isoformat()
                )

    async def guard(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` at 1688; where it ends for want of a login, admins hear of it."""
        try:
            await work()
        except LoginNeeded as error:
            async with self._ledger.change() as book:
                await tell_login_needed(book, self._admins, error.reason)
            raise
