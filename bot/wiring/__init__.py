"""The only room that knows everyone; what the commands call."""

from bot.wiring.checkup import doctor
from bot.wiring.commands import login, run
from bot.wiring.demo import demo

__all__ = ["demo", "doctor", "login", "run"]
