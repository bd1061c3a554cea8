"""Which tests run in one process of a run, because they share what is dear to make."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = frozenset({"tests/conform/test_foreign_clients.py", "tests/house/test_gates.py"})
"""A bot of another library is played once, and the planted files are searched once."""


class Together(LoadScopeScheduling):
    """Hands out test by test, but these files as a whole.

    The groups of pytest-xdist 3.8 do nothing under pytest 9.2, which does not read the node id that they change.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in TOGETHER else nodeid
