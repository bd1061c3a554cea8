"""What happens to the list of a team, and to the lists of own SKUs."""

from collections.abc import Iterator
from datetime import datetime

from bot.purchasing.events.base import Event, RequestEvent
from bot.purchasing.notices.audience import Tell
from bot.purchasing.notices.teams import ListEndedNotice
from bot.purchasing.own_sku import OwnSku, Source, normal
from bot.purchasing.person import Place


class ListAdded(Event, kind="list_added", facts="team offers"):
    """Somebody put lines on the list of a team."""

    team: int
    offers: tuple[str, ...]


class ListLineEvent(Event, facts="team offer of"):
    """Something that happened to the line `of` a person."""

    team: int
    offer: str
    of: int


class ListLineChanged(ListLineEvent, kind="list_changed", facts="pieces"):
    """A line has another number of pieces; `pieces` are those of before and of now."""

    pieces: tuple[int | None, int]


class ListLineRemoved(ListLineEvent, kind="list_removed"):
    """A line was taken out."""


class ListLineLetGo(ListLineEvent, kind="list_let_go"):
    """A line at rest is wanted, though it may have been bought before an old copy was put back."""


class ListAsked(RequestEvent, kind="list_asked", facts="team lines"):
    """Somebody asked for so many lines of the list by this request."""

    team: int
    lines: int


class ListEnded(Event, kind="list_ended", facts="team offers"):
    """A list was emptied: nothing changed on it for long, which its group hears, or its team was closed."""

    team: int
    title: str
    group: Place | None
    offers: tuple[str, ...]

    def tells(self, now: datetime) -> Iterator[Tell]:
        if self.group is not None:
            notice = ListEndedNotice(team_id=self.team, title=self.title, line_count=len(self.offers))
            yield Tell(notice, self.group, f"list_ended:{self.team}:{now.isoformat()}")


class OwnSkuEvent(Event, facts="team sku"):
    """Something that happened to an own SKU in the list of a team, or of those who buy without one."""

    team: int | None
    own: OwnSku

    @property
    def sku(self) -> dict[str, object]:
        own, reserve = self.own, self.own.reserve or Source("")
        return {
            "code": own.code, "name": own.name, "ratio": own.ratio, "offer": own.source.offer_id,
            "spec": own.source.spec_id, "variant": own.source.variant, "reserve": reserve.offer_id,
            "reserve_spec": reserve.spec_id, "reserve_variant": reserve.variant, "plain": normal(own.code),
        }  # fmt: skip


class OwnSkuChanged(OwnSkuEvent, kind="team_sku_changed"):
    """It was added or changed."""


class OwnSkuRemoved(OwnSkuEvent, kind="team_sku_removed"):
    """It was taken off the list."""


class OwnSkusTakenIn(Event, kind="team_skus_taken_in", facts="team added codes"):
    """A file added own SKUs, so many of them new, and changed others; `codes` are those of both."""

    team: int | None
    added: int
    codes: tuple[str, ...]
