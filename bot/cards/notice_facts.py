"""Reads the facts of a notice: JSON values in, money, moments and links out; what is missing is simply not told."""

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.purchasing.money import Fen
from bot.purchasing.order import PayLink, PayWay


class Facts:
    """The facts of one notice; a fact of another form than expected counts as missing."""

    def __init__(self, facts: Mapping[str, object]) -> None:
        self._facts = facts

    def text(self, name: str) -> str:
        fact = self._facts.get(name)
        return fact if isinstance(fact, str) else str(fact) if isinstance(fact, int) else ""

    def whole(self, name: str) -> int | None:
        fact = self._facts.get(name)
        if isinstance(fact, str) and fact.isascii() and fact.isdigit() and len(fact) < 20:
            return int(fact)
        return fact if isinstance(fact, int) and not isinstance(fact, bool) else None

    def fen(self, name: str) -> Fen | None:
        amount = self.whole(name)
        return None if amount is None else Fen(amount)

    def yes(self, name: str, default: bool = False) -> bool:
        fact = self._facts.get(name)
        return fact if isinstance(fact, bool) else default

    def moment(self, name: str) -> datetime | None:
        """A moment in UTC where none is said."""
        try:
            at = datetime.fromisoformat(self.text(name))
        except ValueError:
            return None
        return at if at.tzinfo else at.replace(tzinfo=UTC)

    def rows(self, name: str) -> list["Facts"]:
        """A list of facts, such as the parcels."""
        fact = self._facts.get(name)
        return [Facts(row) for row in fact if isinstance(row, Mapping)] if isinstance(fact, list | tuple) else []

    def words(self, name: str) -> list[str]:
        """A list of texts, such as order ids."""
        fact = self._facts.get(name)
        return [str(word) for word in fact] if isinstance(fact, list | tuple) else []

    def wholes(self, name: str) -> list[int]:
        """A list of whole numbers, such as amounts."""
        fact = self._facts.get(name)
        return [each for each in fact if isinstance(each, int)] if isinstance(fact, list | tuple) else []

    def fields(self) -> dict[str, tuple[object, object]]:
        """What moved: field → (old, new)."""
        moved = self._facts.get("fields")
        if not isinstance(moved, Mapping):
            return {}
        return {
            str(name): (pair[0], pair[1])
            for name, pair in moved.items()
            if isinstance(pair, list | tuple) and len(pair) == 2
        }

    def pay(self) -> tuple[PayLink, ...]:
        """The ways to pay that were asked for."""
        ways = {way.value: way for way in PayWay}
        return tuple(
            PayLink(ways[row.text("way")], row.text("url"), row.text("reason"))
            for row in self.rows("pay")
            if row.text("way") in ways
        )
