"""Who is in a group, as a test says."""

from bot.desk.teams.presence import PATIENCE, GroupStanding


class OpenDoor:
    """Everybody is in, but for those of whom it is said otherwise; `asked` are those who were asked for."""

    def __init__(self) -> None:
        self.standings: dict[int, GroupStanding] = {}
        self.rules: bool | None = True
        self.asked: list[int] = []

    async def stands(self, chat_id: int, person_id: int, patience: float = PATIENCE) -> GroupStanding:
        self.asked.append(person_id)
        return self.standings.get(person_id, GroupStanding.IN)

    async def may_ask(self, chat_id: int) -> bool | None:
        return self.rules

    def forget(self, chat_id: int) -> None:
        """Nothing is kept."""


class ClosedDoor:
    """The bot can see into no group."""

    async def stands(self, chat_id: int, person_id: int, patience: float = PATIENCE) -> GroupStanding:
        return GroupStanding.MAY_NOT_ASK

    async def may_ask(self, chat_id: int) -> bool | None:
        return False

    def forget(self, chat_id: int) -> None:
        """Nothing is known."""
