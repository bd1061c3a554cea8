"""Who may change a team and what concerns all of them: rows without a request."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.teams.policy import digest as policy_digest
from bot.cards.teams.team import picked
from bot.purchasing.approval.team import Role
from bot.sandbox.world.sellers import ADDRESSES
from tests.matrix.goods import COMPARISON, COST, LETTER, LINE_AT_REST, LIST_LINE, SEARCH, SECRET, a_plain_offer
from tests.matrix.table import (
    ADMINS,
    BUYERS,
    IN_GROUP,
    NOBODY,
    PRESSED_IN,
    WRITTEN_IN,
    Asked,
    Row,
    command,
    press,
    typed,
)

RULES = "else: 2 of approvers"
ASKERS = frozenset({"asker", "other", "every", "self"})
CHANGES_THE_LINE = frozenset({"asker", "every", "self"})
"""Who added the line that is on the list, and those of the others who may ask and are buyers or admins."""
AWAY_ROLES = frozenset({"approver", "lead", "every", "self"})
KNOWN = ASKERS | AWAY_ROLES | {"buyer", "receiver", "foreign", "owner"}
READERS = KNOWN - {"receiver", "foreign"}
KEEPERS = ADMINS | BUYERS
ANYWHERE = WRITTEN_IN | {"foreign"}
SIDE_BY_SIDE: dict[str, Any] = {"who": READERS, "where": PRESSED_IN - {"private"}, "changes": "comparison"}
"""What was set side by side in the group is its readers', and theirs there."""


def _team(a: Asked, *more: str | int) -> tuple[str | int, ...]:
    return a.town.team, *more


def _other(a: Asked) -> int:
    return a.town.people["other"]


def _soon(a: Asked) -> int:
    """The day after tomorrow, as buttons name a day."""
    return (a.town.world.clock.now() + timedelta(days=2)).toordinal()


def _their_own(who: str, state: str, place: str) -> bool:
    """The admin of the other team changes his own; the admin of the settings does so in its group."""
    return (who == "foreign" and place in ("private", "foreign")) or (who == "owner" and place == "foreign")


def _here(text: str, words: str = "", named: bool = False, who: frozenset[str] = ADMINS, **more: object) -> Row:
    """A command that means the group's team, in private the only one that somebody is in."""

    def also(name: str, state: str, place: str) -> bool:
        return (place in IN_GROUP and name in who) or (not named and _their_own(name, state, place))

    told: Callable[[Asked], str] = (lambda a: words.format(a.town.people["other"])) if named else (lambda a: words)
    return command(text, told, who=who - {"owner"}, where=frozenset({"private"}), also=also, **more)


def _shared(a: Asked) -> str:
    """The number of the pick that makes people buyers."""
    first = a.town.team * 10
    return next(str(n) for n in range(first, first + 10) if picked(n) == (a.town.team, Role.BUYER))


def _two_offers(a: Asked) -> tuple[str, str]:
    return a.target.order_id, str(a_plain_offer(a.town).offer_id)


def unknown(a: Asked) -> tuple[str | int, ...]:
    """An order of 1688 that should not exist."""
    return (a.target.at_1688,)


PAYER: dict[str, Any] = {
    "who": BUYERS | {"self", "foreign"},
    "where": frozenset({"private"}),
    "changes": "pay_run",
}
SETTLER = {"who": frozenset({"owner"}), "changes": "ghost"}
ABOUT_A_TEAM: tuple[Row, ...] = (
    press(ButtonAction.ROLE, lambda a: _team(a, _other(a), "buyer", 1), who=ADMINS),
    press(ButtonAction.REMOVE, lambda a: _team(a, _other(a)), who=ADMINS, changes="member"),
    press(ButtonAction.INVITE, lambda a: _team(a, "requester"), who=ADMINS, changes="invitation"),
    press(ButtonAction.SECOND, lambda a: (1,), who=ADMINS - {"owner"}, changes="member"),
    press(ButtonAction.DROP, lambda a: (1,), who=ADMINS, changes="proposal"),
    Row("POLICY_YES", "press", lambda a: Code(ButtonAction.POLICY_YES, _team(a, policy_digest(RULES))), who=ADMINS,
        dialog="policy"),
    press(ButtonAction.OPEN, lambda a: (a.target.order_id, 3), who=ASKERS, changes="request",
          also=lambda who, _, place: who == "foreign" and place == "private"),
    press(ButtonAction.REORDER, lambda a: (a.target.number,), who=ASKERS, changes="request"),
    press(ButtonAction.REST, lambda a: (a.target.number,)),
    press(ButtonAction.UNKNOWN_CLOSED, unknown, **SETTLER), press(ButtonAction.UNKNOWN_FOLLOW, unknown, **SETTLER),
    press(ButtonAction.UNKNOWN_SETTLE, lambda a: (a.target.at_1688, 0), **SETTLER),
    press(ButtonAction.UNKNOWN_LINK, lambda a: (a.target.at_1688, a.target.number), **SETTLER),
    press(ButtonAction.LETTER_AGAIN, lambda a: (LETTER, 0, 0), who=ADMINS | {"foreign"}),
    press(ButtonAction.LETTER_READ, lambda a: (LETTER, 0, 0), who=ADMINS | {"foreign"}),
    press(ButtonAction.UNKNOWN_ORDERS, lambda a: (0, 1)), press(ButtonAction.LETTERS, lambda a: (0, 1)),
    press(ButtonAction.HEALTH, lambda a: (1,)), press(ButtonAction.SETTINGS, _team),
    press(ButtonAction.RATE_ASK, lambda a: _team(a, "USD")),
    press(ButtonAction.RATE_STILL, _team, who=ADMINS, changes="team"),
    press(ButtonAction.POLICY_TRY, lambda a: _team(a, 0)), press(ButtonAction.AWAY, lambda a: _team(a, _soon(a))),
    press(ButtonAction.LANGUAGE, lambda a: _team(a, "ru"), who=ADMINS, changes="team"),
    press(
        ButtonAction.AWAY_YES,
        lambda a: _team(a, _soon(a), 0),
        who=(AWAY_ROLES | {"owner"}) - {"approver"},
        changes="away",
    ),
    typed("rate", lambda a: "7.31", who=ADMINS, changes="team"),
    press(ButtonAction.SETUP, lambda a: _team(a, 0), who=ADMINS, where=PRESSED_IN - {"private"}, changes="fact"),
    press(ButtonAction.SETUP_LEAVE, lambda a: _team(a, 3), who=ADMINS, changes="fact"),
    press(ButtonAction.SETUP_ADDRESS, lambda a: _team(a, str(ADDRESSES[1].id), 0), who=ADMINS, changes="fact"),
    press(ButtonAction.SETUP_RULES, lambda a: _team(a, 1, 1), who=ADMINS),
    press(ButtonAction.BACK_AGAIN, lambda a: (), who=frozenset({"approver"}), changes="away"),
    press(ButtonAction.TEAM, _team), press(ButtonAction.MEMBER, lambda a: _team(a, _other(a))),
    press(ButtonAction.REMOVE_ASK, lambda a: _team(a, _other(a))), press(ButtonAction.ADD, lambda a: _team(a, "buyer")),
    press(ButtonAction.LIST, lambda a: _team(a, 0)), press(ButtonAction.LIST_CHANGE, lambda a: _team(a, 0)),
    press(ButtonAction.LIST_LINE, lambda a: (LIST_LINE,)), press(ButtonAction.LIST_TYPE, lambda a: (LIST_LINE,)),
    press(ButtonAction.LIST_PIECES, lambda a: (LIST_LINE, 7), who=CHANGES_THE_LINE, changes="list_line"),
    typed("list_pieces", lambda a: "8 pcs", who=CHANGES_THE_LINE, changes="list_line"),
    press(ButtonAction.LIST_ASK, _team, who=ASKERS, changes="list_line"),
    press(ButtonAction.LIST_LET_GO, lambda a: (LINE_AT_REST,), who=CHANGES_THE_LINE, changes="list_line"),
    command("/list add", lambda a: f"{a_plain_offer(a.town).offer_id} 3", who=ASKERS, changes="list_line",
            also=lambda who, _, place: who == "foreign" and place in ("private", "foreign")),
    command("/list", who=NOBODY),
    press(ButtonAction.POLICY, _team), press(ButtonAction.TEAM_HERE, lambda a: ()), press(ButtonAction.STILL,
    lambda a: ()), press(ButtonAction.UNASK, lambda a: ()),
    press(ButtonAction.USE_ANSWER, lambda a: ()),  # nothing was offered
    press(ButtonAction.NOTIFY, lambda a: (0, "topics")),
    press(ButtonAction.NOTIFY_SET, lambda a: _team(a, "quiet", "22:00-08:00"), who=ADMINS,
          where=frozenset({"private"}), changes="team"),
    command("/notify", lambda a: "quiet 22:00-08:00", who=KNOWN, where=frozenset({"private"})),
    command("/alerts", lambda a: "ship 5", who=KNOWN, where=frozenset({"private"})),
    press(ButtonAction.FORGET, lambda a: ("a-mark", 1)),  # nobody was asked with this mark
    command("/forget", lambda a: "me", who=NOBODY),
    press(ButtonAction.PAY_RUN, lambda a: (0, "m", "-", 1), **PAYER), command("/pay", **PAYER),
    press(ButtonAction.PENDING, lambda a: (1,)), press(ButtonAction.STUCK, lambda a: (0, 1)),
    press(ButtonAction.REFUNDS, lambda a: (1,)),
    press(ButtonAction.EXPORT, lambda a: ("month", "lines", "csv")),
    press(ButtonAction.EXPORT_SEND, lambda a: ("month", "lines", "csv")),
    press(ButtonAction.COST_ADD, lambda a: ("mark",)),  # nobody was shown a cost with this mark
    press(ButtonAction.COST_BACK, lambda a: (COST, 1), who=KEEPERS, changes="other_cost"),
    press(ButtonAction.COST_PAPER, lambda a: (COST,)),
    press(ButtonAction.ARRIVING, lambda a: (1,)), press(ButtonAction.ARRIVING_SHEET, lambda a: ()),
    press(ButtonAction.ORDERS, lambda a: ("all", 1)), press(ButtonAction.ORDERS_FOUND, lambda a: (SEARCH, "all", 1)),
    command("/orders mug", who=READERS, changes="search",
            also=lambda who, _, place: (who == "foreign" and place in ("private", "foreign"))
            or (who == "owner" and place == "foreign")),
    press(ButtonAction.ORDERS_TAGS, lambda a: ()), press(ButtonAction.TAGGED, lambda a: ("000000000000",)),
    press(ButtonAction.SEARCH, lambda a: (1, "shirt"), who=READERS, changes="search",
          also=lambda who, _, place: who == "foreign" and place == "private"),
    press(ButtonAction.FIND, lambda a: (SEARCH, 1)),
    press(ButtonAction.FIND_CHANGED, lambda a: (SEARCH, "sort", "sold"), who=READERS, where=PRESSED_IN - {"private"},
          changes="search"),
    press(ButtonAction.FIND_PICTURE, lambda a: (SEARCH, 1)),  # nobody showed a picture
    command("/search shirt", who=READERS, changes="search",
            also=lambda who, _, place: (who == "foreign" and place in ("private", "foreign"))
            or (who == "owner" and place == "foreign")),
    press(ButtonAction.COMPARE, lambda a: (COMPARISON, 70), **SIDE_BY_SIDE),
    press(ButtonAction.COMPARE_TYPE, lambda a: (COMPARISON,)),
    press(ButtonAction.COMPARE_WISH, lambda a: (COMPARISON, 1), **SIDE_BY_SIDE | {"changes": "wish"}),
    press(ButtonAction.COMPARE_TAKE, lambda a: (COMPARISON, 1, 3),
          **SIDE_BY_SIDE | {"who": ASKERS, "changes": "request"}),
    press(ButtonAction.COMPARE_HITS, lambda a: (SEARCH, 1), **SIDE_BY_SIDE),
    typed("compare", lambda a: " ".join(_two_offers(a)), who=READERS, changes="comparison",
          also=lambda who, _, place: who == "foreign" and place == "private"),
    command("/compare", lambda a: " ".join(_two_offers(a)), who=READERS, changes="comparison",
            also=lambda who, _, place: (who == "foreign" and place in ("private", "foreign"))
            or (who == "owner" and place == "foreign")),
    press(ButtonAction.REPORT, lambda a: (2, 739_600, 0, 1)),
    press(ButtonAction.REPORT_SHEET, lambda a: (2, 739_600, 0, 1)),
    press(ButtonAction.STOP_READING, lambda a: (1,)), press(ButtonAction.READ_SHEET, lambda a: (1,)),
    _here("/team role", "@{} approver", named=True), _here("/team roles", "@{} approver", named=True),
    _here("/team limit", "@{} 5000", named=True),
    _here("/team remove", "@{}", named=True, changes="member"), _here("/team language", "ru", changes="team"),
    _here("/team zone", "Europe/Berlin", changes="team"),
    _here("/team mark", "FW-88", changes="team"), _here("/team tag", "Shop A", changes="topic_tag"),
    _here("/rate", "USD 7.31", changes="team"),
    _here("/invite", "requester", changes="invitation"), _here("/team close"),
    _here("/away", "2026-12-21 2026-12-24", who=AWAY_ROLES | {"owner"}, changes="away"),
    command("/back", who=frozenset({"approver"}), where=ANYWHERE, changes="away"),
    command("/pause", lambda a: "stock-taking", who=ADMINS | {"foreign"}, where=ANYWHERE, changes="fact"),
    command("/resume", who=ADMINS | {"foreign"}, where=ANYWHERE, changes="proposal"),
    command("/buy", lambda a: f"{a.target.order_id} 3", who=ASKERS, changes="request",
            also=lambda who, _, place: who == "foreign" and place in ("private", "foreign")),
    Row("a link", "typed", lambda a: f"https://detail.1688.com/offer/{a.target.order_id}.html 3", who=ASKERS,
        changes="request", also=lambda who, _, place: who == "foreign" and place in ("private", "foreign")),
    Row("people shared", "shared", _shared, who=ADMINS, where=frozenset({"private"})),
    command("/start", lambda a: f"join_{SECRET}", where=frozenset({"private"}), changes="invitation",
            who=frozenset({"asker", "other", "buyer", "lead", "receiver", "stranger", "gone", "foreign"})),
    press(ButtonAction.SKU, lambda a: (1,)), press(ButtonAction.SKUS, lambda a: (1,)),
    press(ButtonAction.SKU_EXPORT, lambda a: ()),
    press(ButtonAction.SKU_BUY, lambda a: (1, 3, 0), who=ASKERS, changes="request"),
    press(ButtonAction.SKU_REMOVE, lambda a: (1, 1), who=KEEPERS, changes="own_sku"),
    typed("sku_count", lambda a: "3", who=ASKERS, changes="request"),
    command("/sku TSH-2", lambda a: a.target.order_id, who=KEEPERS, changes="own_sku", also=_their_own),
    command("/buy TSH-1 3", who=ASKERS, changes="request"),
    Row("lines of codes", "typed", lambda a: "@caigou_bot TSH-1 3", who=ASKERS, changes="request"),
    *(command(text, who=NOBODY) for text in (
        "/sku", "/sku TSH-1", "/sku export", "/sku remove TSH-1",
        "/team", "/team here", "/team add", "/orders", "/stuck", "/refunds", "/report", "/arrivals", "/pending",
        "/export", "/export all csv",
        "/status", "/health", "/help",
        "/template", "/policy", f"/policy {RULES}",
    )),
)  # fmt: skip
