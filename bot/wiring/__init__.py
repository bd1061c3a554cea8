"""The only room that knows everyone; what the commands call."""

from bot.wiring.auditing import journal
from bot.wiring.checkup import doctor
from bot.wiring.commands import STORAGE_FAULTS, login, run
from bot.wiring.demo import demo

__all__ = ["STORAGE_FAULTS", "demo", "doctor", "journal", "login", "run"]
