"""Who does something, where, and the update that it comes from."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """Somebody on Telegram; `reachable` if they pressed Start and have not blocked the bot."""

    id: int
    name: str
    language: str
    reachable: bool = False


@dataclass(frozen=True)
class Place:
    """A chat and the topic in it."""

    chat_id: int
    topic_id: int | None = None
    public: bool = field(default=False, compare=False)
    """Anybody may read and press here, whether or not they are in the group."""

    @property
    def private(self) -> bool:
        return self.chat_id > 0


@dataclass(frozen=True)
class Cause:
    """The Telegram update that causes a change; it takes effect once."""

    bot_id: int
    update_id: int


@dataclass(frozen=True)
class Act:
    """That a person does something: who, because of which update, and where; without a cause it may take effect again.

    A verb of the desk takes it whole, and hands it on to what is to have one effect together with it.
    """

    by: Person
    cause: Cause | None = None
    place: Place | None = None

    @property
    def here(self) -> Place:
        """The place, for what can only be done in one."""
        assert self.place is not None, "this is done somewhere"
        return self.place

    @property
    def update(self) -> Cause:
        """The update, for what nothing else can cause."""
        assert self.cause is not None, "this comes from an update"
        return self.cause
