"""What the fuzzing of one target came to."""

from collections import Counter
from dataclasses import dataclass, field

SLOW = 1.0
"""Seconds above which an input is a way to keep the bot busy."""


@dataclass
class Found:
    """How many inputs, how long the slowest took (seconds), and what was raised that should not be."""

    inputs: int = 0
    slowest: float = 0.0
    slow: int = 0
    unhandled: Counter[str] = field(default_factory=Counter)
    example: dict[str, str] = field(default_factory=dict)
    given_up: int = 0
    """Failures of inputs whose form is none that the sender may use, each set aside without stopping anything."""
