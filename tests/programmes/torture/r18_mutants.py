"""R18: small wrongs in lifecycle, approval, money and the judgement of answers; the fast tests must see each."""

import importlib.abc
import importlib.machinery
import os
import random
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

from tests.programmes.torture.mutating import Mutant, mutants
from tests.programmes.torture.programme import Result, Scale, programme

ROOT = Path(__file__).parents[3]
APPROVAL = tuple(
    f"tests/purchasing/approval/test_{name}.py"
    for name in (
        "rights", "say", "authorise", "judge", "team_and_time", "delegation", "tolerance", "policy_language",
        "loosening", "tally", "stricter_rules", "nobody_alone", "questions", "splitting", "left_the_group",
        "contributors",
    )
)  # fmt: skip
"""The quick ones first: most mutants end there."""
CLAIMS = tuple(
    f"tests/purchasing/test_{name}.py"
    for name in (
        "claims",
        "whose_money",
        "said_for_nothing",
        "follow_claims",
        "refund_reasons",
        "refund_stages",
        "asking_back",
        "refund_lives",
    )
)
MODULES: dict[str, tuple[str, ...]] = {
    "bot.purchasing.lifecycle": ("tests/purchasing/test_lifecycle.py", "tests/house/test_states.py"),
    "bot.purchasing.money": ("tests/purchasing/test_money.py",),
    "bot.purchasing.claims": CLAIMS,
    "bot.purchasing.asking_back": CLAIMS,
    "bot.purchasing.tracking.follow_claims": CLAIMS,
    "bot.purchasing.approval.judge": APPROVAL,
    "bot.purchasing.approval.loosening": APPROVAL,
    "bot.purchasing.approval.votes": APPROVAL,
    "bot.purchasing.approval.questions": APPROVAL,
    "bot.purchasing.approval.eligibility": APPROVAL,
    "bot.purchasing.approval.requirement": APPROVAL,
    "bot.purchasing.approval.splitting": APPROVAL,
    "bot.purchasing.approval.rights": APPROVAL,
    "bot.market.openplatform.create_outcome": ("tests/market/test_create_outcome.py", "tests/market/test_place.py"),
}
"""What is made wrong, and the tests that must see it."""

CONTROL = "nothing"
FORGOTTEN = ("bot.", "tests.")
"""What is read anew around a wrong; storage imports nothing of it, and its tables can be declared only once."""
MOST_SURVIVORS = 0.05
CPU_SECONDS, PATIENCE = 60, 900
"""How long a mutant may run: of its own time, and at all, since the machine may be busy with other things."""


@dataclass(frozen=True)
class Survivor:
    """A wrong that no test saw."""

    module: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.what}"


@programme(18, "mutation testing", gate="survivors <= 5 % of the mutants", longest=14_400)
def mutated(scale: Scale) -> Result:
    """Every mutant of every module; a tenth of them, drawn by the seed, in the shortened run."""
    every = [(module, each) for module in MODULES for each in mutants(_path(module).read_text(encoding="utf-8"))]
    chosen = every
    if scale.tenth:
        chosen = random.Random(scale.seed).sample(every, scale.count(len(every)))
    controls = [(module, Mutant(0, CONTROL, _path(module).read_text(encoding="utf-8"))) for module in MODULES]
    sound = {each.module for each in survivors(controls)}
    if sound != set(MODULES):
        return Result({}, False, tuple(f"the tests of {each} fail without a wrong" for each in set(MODULES) - sound))
    alive = list(survivors(chosen))
    figures = {"mutants": len(chosen), "survivors": len(alive), "share": f"{100 * len(alive) / len(chosen):.1f} %"}
    return Result(figures, len(alive) <= MOST_SURVIVORS * len(chosen), tuple(map(str, alive)))


def _path(module: str) -> Path:
    return ROOT / f"{module.replace('.', '/')}.py"


def survivors(chosen: Sequence[tuple[str, Mutant]]) -> Iterator[Survivor]:
    """Those that no test sees; each is tried in a process of its own, as many at once as there are processors."""
    running: dict[int, tuple[str, Mutant]] = {}
    for module, mutant in chosen:
        if len(running) >= (os.cpu_count() or 1):
            yield from _ended(running)
        child = os.fork()
        if child == 0:
            os._exit(_lived(module, mutant))
        running[child] = (module, mutant)
    while running:
        yield from _ended(running)


def _ended(running: dict[int, tuple[str, Mutant]]) -> Iterator[Survivor]:
    """Wait for one of them; itself where every test passed."""
    child, status = os.wait()
    module, mutant = running.pop(child)
    if os.waitstatus_to_exitcode(status) == 0:
        yield Survivor(module, mutant.line, mutant.what)


def _lived(module: str, mutant: Mutant) -> int:
    """0 where no test failed. A mutant that never ends is seen: the alarm ends it."""
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    signal.alarm(PATIENCE)
    for name in [
        each for each in sys.modules if each.startswith(FORGOTTEN) and not each.startswith("tests.programmes.torture")
    ]:
        del sys.modules[name]
    settings.register_profile("mutants", max_examples=20, derandomize=True, database=None, deadline=None)
    settings.load_profile("mutants")
    type.__setattr__(settings, "load_profile", staticmethod(lambda _: None))  # the tests' own one is not taken
    sys.meta_path.insert(0, _Wrong(module, mutant.text))
    try:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        quiet = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist", "--no-header"]
        quiet += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
        return int(pytest.main([*quiet, *(str(ROOT / each) for each in MODULES[module])]))
    except BaseException:
        return 1


class _Wrong(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module another text."""

    def __init__(self, module: str, text: str) -> None:
        self._module, self._text = module, text

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._module:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, origin=str(_path(self._module)))

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._text, str(_path(self._module)), "exec"), module.__dict__)
