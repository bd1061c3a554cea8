"""Which tests run in one process of a run, because they share what is dear to make."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = (
    "tests/browser/",
    "tests/programmes/conform/test_foreign_clients.py",
    "tests/house/test_gates.py",
    "tests/matrix/",
)
"""A browser is started and the town of the matrix is built once, a bot of another library is played once, and the
planted files are searched once."""


class Together(LoadScopeScheduling):
    """Hands out test by test, but these files and folders as a whole.

    The groups of pytest-xdist 3.8 do nothing under pytest 9.2, which does not read the node id that they change.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((each for each in TOGETHER if nodeid.startswith(each)), nodeid)
