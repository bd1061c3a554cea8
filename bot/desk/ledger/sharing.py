"""What the desk does otherwise on a database that several processes share."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Sharing:
    """How long what a process has in hand is its own, and what it knows of what others do."""

    claims: bool
    """Whether what is due is claimed before it is done: another process may find it due as well."""
    order_lease: timedelta
    """For an order on the wire; if others would take it over it is short, and renewed."""
    message_lease: timedelta
    """The same for a message. Alone it is longer than any try takes, since the chat is silent meanwhile."""
    update_lease: timedelta | None
    """For an update, renewed while it waits or runs; None if nobody else could have it."""
    record_tries: int
    """How often the answer to a create call is recorded: a server that restarts takes it later, our own disk does not.
    """
    sees_all: bool
    """Whether nothing is written but by this process, so that what it remembers is as it is."""

    @property
    def takes_everything(self) -> bool:
        """Whether all that was in hand when this process began was left behind by one that ended."""
        return not self.claims

    def is_over(self, silent: float) -> bool:
        """Whether others may have taken an order over after so many seconds."""
        return self.claims and silent > self.order_lease.total_seconds()


SOLE_PROCESS = Sharing(
    claims=False,
    order_lease=timedelta(seconds=60),
    message_lease=timedelta(seconds=90),
    update_lease=None,
    record_tries=1,
    sees_all=True,
)
SEVERAL_PROCESSES = Sharing(
    claims=True,
    order_lease=timedelta(seconds=10),
    message_lease=timedelta(seconds=10),
    update_lease=timedelta(seconds=9),
    record_tries=30,
    sees_all=False,
)
