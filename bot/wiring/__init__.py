"""The only room that knows everyone; what the commands call."""

from bot.desk.restored import Begun
from bot.wiring.auditing import journal
from bot.wiring.checkup import doctor
from bot.wiring.commands import STORAGE_FAULTS, login, run
from bot.wiring.demo import demo
from bot.wiring.keeping import after_pg_restore, copy_to, move_to, put_back

__all__ = [
    "STORAGE_FAULTS",
    "Begun",
    "after_pg_restore",
    "copy_to",
    "demo",
    "doctor",
    "journal",
    "login",
    "move_to",
    "put_back",
    "run",
]
