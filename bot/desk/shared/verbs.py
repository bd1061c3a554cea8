"""The form that all work of the desk has: classes of verbs around one ledger."""

from dataclasses import dataclass

from bot.desk.ledger.ledger import Ledger


@dataclass(eq=False)
class Verbs:
    """Verbs of one kind; a class of them declares as fields what else it needs.

    A verb loads, decides in `bot/purchasing`, and records, in one transaction. It asks 1688 only between two.
    """

    _ledger: Ledger
