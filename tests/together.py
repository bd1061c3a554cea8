"""Which tests run in one process of a run, because they share what is dear to make."""

from collections.abc import Sequence
from typing import Any

from xdist.scheduler import LoadScopeScheduling

TOGETHER = (
    "tests/browser/",
    "tests/programmes/conform/test_foreign_clients.py",
    "tests/house/",
    "tests/matrix/",
)
"""A browser is started and the town of the matrix is built once, a bot of another library is played once, and our own
files are parsed and the planted ones searched once."""
BY_FILE = ("tests/purchasing/", "tests/cards/", "tests/market/test_")
"""Rooms whose tests take no longer than to hand one out: a process gets a file of them at a time."""


class Together(LoadScopeScheduling):
    """Hands out test by test, but these files and folders as a whole.

    The groups of pytest-xdist 3.8 do nothing under pytest 9.2, which does not read the node id that they change.
    """

    def add_node_collection(self, node: Any, collection: Sequence[str]) -> None:
        """A test is found in the list by its place: that of pytest-xdist looks through all of it for each."""
        super().add_node_collection(node, collection)
        if node in self.registered_collections:
            self.registered_collections[node] = Places(collection)

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        """What is done is let go: pytest-xdist counts all that was given to a process after each of its tests."""
        nodeid = self.registered_collections[node][item_index]
        given, scope = self.assigned_work[node], self._split_scope(nodeid)
        given[scope][nodeid] = True
        if all(given[scope].values()):
            del given[scope]
        self._reschedule(node)

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(BY_FILE):
            return nodeid.partition("::")[0]
        return next((each for each in TOGETHER if nodeid.startswith(each)), nodeid)


class Places(list[str]):
    """The tests in their order, which knows where each stands."""

    def __init__(self, tests: Sequence[str]) -> None:
        super().__init__(tests)
        self._places = {test: place for place, test in enumerate(tests)}

    def index(self, value: str, *_: Any) -> int:
        return self._places[value]
