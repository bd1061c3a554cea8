"""The app and the account that the simulated 1688 knows."""

import secrets
import uuid
from dataclasses import dataclass, field


def _digits(count: int) -> str:
    return str(secrets.randbelow(9 * 10 ** (count - 1)) + 10 ** (count - 1))


@dataclass(frozen=True)
class Credentials:
    """What an app needs to call; random by default."""

    app_key: str = field(default_factory=lambda: _digits(7))
    app_secret: str = field(default_factory=lambda: secrets.token_hex(5))
    access_token: str = field(default_factory=lambda: str(uuid.uuid4()))
    refresh_token: str = field(default_factory=lambda: str(uuid.uuid4()))
