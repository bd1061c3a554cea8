"""Builds what answers over HTTP; loaded only if WEB_LISTEN is set."""

from collections import Counter
from collections.abc import Callable

from starlette.types import ASGIApp

from bot.chat.transport.inbox import Inbox
from bot.chat.transport.person_throttle import Paces, ThrottleVerdict
from bot.clock import Clock
from bot.desk.desk import Desk
from bot.desk.ledger.facts import DOOR
from bot.desk.ledger.ledger import Ledger
from bot.market.openplatform.client import OpenPlatformClient
from bot.settings import Settings
from bot.web.miniapp import MiniApp, Surroundings
from bot.web.monitoring import Metrics, Wellness
from bot.web.push_messages import PushEndpoint
from bot.web.request_body import Counts
from bot.web.server import doors
from bot.web.telegram_updates import Updates
from bot.wiring.addresses import webhook_address

PRETEND_PARENTS = "http://127.0.0.1:* http://localhost:*"
"""Who may frame the Mini App in the pretend world: pages of this machine."""


def doors_at(
    settings: Settings,
    inbox: Inbox,
    desk: Desk,
    ledger: Ledger,
    client: OpenPlatformClient,
    deaf: Callable[[], str],
) -> ASGIApp:
    """What answers; `deaf` says why no updates come in, if none do."""
    counts: Counts = Counter()
    secret = settings.telegram_webhook_secret
    updates = Updates(secret.get_secret_value(), inbox.accept, counts) if secret and webhook_address(settings) else None
    app_secret = settings.alibaba_app_secret

    async def write() -> None:
        async with ledger.change() as uow:  # an empty transaction would not notice a full disk
            await uow.facts.put(DOOR, ledger.clock.now())

    def deaf_or_failing() -> str:
        return "updates are not recorded" if updates is not None and updates.failing else deaf()

    return doors(
        Wellness(ledger.clock.steady, write, desk.pulse.ticks, deaf_or_failing, desk.health.disk),
        Metrics(desk.health.report, client.calls, counts, lambda: inbox.backlog),
        PushEndpoint(app_secret.get_secret_value() if app_secret else "", desk.push_messages.take, counts),
        updates,
        _page(settings, desk, ledger.clock, counts) if settings.web_url else None,
    )


def _page(settings: Settings, desk: Desk, clock: Clock, counts: Counts) -> MiniApp:
    """The Mini App; in the pretend world, which has a clock, that world stands in for Telegram's clients."""
    pretend, token, paces = settings.clock_url, settings.telegram_token, Paces()
    around = Surroundings(f"{pretend}/js/telegram-web-app.js", PRETEND_PARENTS) if pretend else Surroundings()

    def in_time(person_id: int) -> bool:
        return paces.press(person_id, clock.steady()) is ThrottleVerdict.GO

    return MiniApp(desk, clock, token.get_secret_value() if token else "", around, in_time, counts)
