"""Notices in the outbox: written and read back as they are, and read as earlier releases stored them."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bot.cards.notices.notices import FORMS
from bot.desk.ledger.stored_notices import KINDS, VERSION, dump, emptied, load
from bot.purchasing.money import Fen
from bot.purchasing.notice import NOTICE_KINDS, NoticeKind
from bot.purchasing.notices import approvals, changes, operations, purchases, shown, teams
from bot.purchasing.notices.base import (
    AboutEnded,
    AboutRequest,
    Called,
    Notice,
    OrderFacts,
    Outlived,
    RequestFacts,
    ToldOrder,
    ToldParcel,
)
from bot.purchasing.notices.purchases import PlacedNotice
from bot.purchasing.notices.shown import WORDLESS
from bot.purchasing.notices.teams import TeamChangedNotice
from bot.purchasing.order_report import PayLink, PayWay
from bot.purchasing.orders.payable import Unpayable

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
REQUEST = {
    "v": 1, "number": 1042, "offer_id": "600000000001", "title": "T-shirt", "title_original": "T恤", "variant": "White",
    "variant_original": "白色", "quantity": 50, "unit": "pcs", "unit_original": "件", "total": 86800,
}  # fmt: skip
ORDER = REQUEST | {
    "order_id": "3301", "pay_by": AT.isoformat(), "unpayable": None, "reason": "", "seller": "company",
    "pay": [{"way": "alipay", "url": "https://pay.example/1", "reason": ""}], "amount": 0, "refunded": 0,
    "was_paid": False, "parcels": [{"company": "SF", "bill_no": "SF1"}],
}  # fmt: skip
"""What 0.1.0 stored of every order."""
ABOUT = RequestFacts(
    number=1042, offer_id="600000000001", title="T-shirt", title_original="T恤", variant="White",
    variant_original="白色", quantity=50, unit="pcs", unit_original="件", total=Fen(86800),
)  # fmt: skip
OF_ORDER = OrderFacts(**vars(ABOUT), order_id="3301", pay_by=AT, pay=(PayLink(PayWay.ALIPAY, "https://pay.example/1"),))
NO_FACTS: dict[str, Any] = {
    "offer_id": "", "title": "", "title_original": "", "variant": "", "variant_original": "", "quantity": None,
    "variants": 0, "products": 0, "name": "", "whole": None, "unit": "", "unit_original": "", "total": None,
    "rate": "", "currency": "", "words": [],
}  # fmt: skip
PART = NO_FACTS | {
    "number": 1043, "name": "1042/1", "whole": 1042, "title": "T-shirt", "total": 86800, "order_id": "3301", "nth": 0,
    "of": 0, "pay_by": None, "pay": [], "unpayable": None,
}  # fmt: skip
PARCELS = [{"company": "SF", "bill_no": "SF1"}]
OF_PART = OrderFacts(number=1043, name="1042/1", whole=1042, title="T-shirt", total=Fen(86800), order_id="3301")


def of_several(**facts: Any) -> dict[str, Any]:
    """What was stored of several orders by notices of their own, which were not those of one."""
    others = [{"about": PART | {"number": 1044, "name": "1042/2"}, "parcels": [], "now": "state-paid"}]
    return {
        "v": 1,
        "number": 1042,
        **NO_FACTS,
        "told": [{"about": PART, "parcels": PARCELS, "now": ""}, *others],
        **facts,
    }


SEVERAL: dict[str, Any] = {
    "about": OrderFacts(number=1042),
    "told": (
        ToldOrder(about=OF_PART, parcels=(ToldParcel(company="SF", bill_no="SF1"),)),
        ToldOrder(about=replace(OF_PART, number=1044, name="1042/2"), now="state-paid"),
    ),
}
OLD: Sequence[tuple[str, dict[str, Any], Notice]] = (
    (
        "placed_together",
        of_several(by=["Boris"], asked_by="Anna", why="the fair"),
        purchases.PlacedNotice(**SEVERAL, by=("Boris",), asked_by="Anna", why="the fair"),
    ),
    ("paid_together", of_several(), purchases.PaidNotice(**SEVERAL)),
    ("shipped_together", of_several(), purchases.ShippedNotice(**SEVERAL)),
    (
        "placed",
        {"v": 1, **PART, "by": ["Boris"], "asked_by": "Anna", "why": "the fair", "missing": []},
        purchases.PlacedNotice(about=OF_PART, by=("Boris",), asked_by="Anna", why="the fair"),
    ),
    ("paid", {"v": 1, **PART, "at": None, "agreed": None}, purchases.PaidNotice(about=OF_PART)),
    (
        "shipped",
        {"v": 1, **PART, "parcels": PARCELS},
        purchases.ShippedNotice(about=OF_PART, parcels=(ToldParcel(company="SF", bill_no="SF1"),)),
    ),
    ("placed", ORDER, purchases.PlacedNotice(about=OF_ORDER)),
    ("paid", ORDER | {"fields": {}, "at": AT.isoformat()}, purchases.PaidNotice(about=OF_ORDER, at=AT)),
    (
        "cancelled",
        ORDER | {"fields": {}, "at": None, "reason": "buyerCancel", "was_paid": True},
        purchases.CancelledNotice(about=OF_ORDER, reason="buyerCancel", was_paid=True),
    ),
    (
        "price_changed",
        ORDER | {"fields": {"total": [86800, 90000]}, "asked": False, "hash": "ab", "unpayable": "price", "pay": []},
        purchases.PriceChangedNotice(
            about=OrderFacts(**vars(ABOUT), order_id="3301", pay_by=AT, unpayable=Unpayable.PRICE),
            fields={"total": (86800, 90000)},
            hash="ab",
        ),
    ),
    (
        "not_sent",
        REQUEST | {"reason": "busy", "denied": "", "at": AT.isoformat(), "again": True},
        purchases.NotSentNotice(about=ABOUT, reason="busy", at=AT, again=True),
    ),
    (
        "refused",
        REQUEST | {"reason": "库存不足", "code": "500_001"},
        purchases.RefusedNotice(about=ABOUT, reason="库存不足"),
    ),
    ("approved", REQUEST | {"by": ["Boris", "Chen"]}, approvals.ApprovedNotice(about=ABOUT, by=("Boris", "Chen"))),
    (
        "reminder",
        REQUEST | {"who": [{"id": 12, "name": "Boris"}], "until": AT.isoformat(), "requester": "Anna"},
        approvals.ReminderNotice(about=ABOUT, who=(Called(12, "Boris"),), until=AT),
    ),
    (
        "declined",
        REQUEST | {"by": "Boris", "reason": "too dear", "order_id": "3301", "unpayable": "ended"},
        approvals.DeclinedNotice(
            about=ABOUT, by="Boris", reason="too dear", order_id="3301", unpayable=Unpayable.ENDED
        ),
    ),
    (
        "morning",
        {"v": 1, "to_pay": 1, "total": 4100, "pays": True, "stuck": {"late": 2}, "running": 1, "votes": 3},
        operations.MorningNotice(to_pay=1, total=Fen(4100), pays=True, stuck={"late": 2}, running=1, votes=3),
    ),
    ("stuck", REQUEST | {"until": None}, approvals.StuckNotice(about=ABOUT)),
    (
        "tag_over",
        REQUEST | {"tag": "Shop A", "used": 530000, "limit": 500000},
        approvals.TagOverNotice(about=ABOUT, tag="Shop A", used=Fen(530000), limit=Fen(500000)),
    ),
    (
        "team_changed",
        {
            "team_id": 1, "title": "Buying", "what": "roles", "by": "Anna", "by_id": 11, "proposed_by": None,
            "alone": True, "version": 3, "person": "Boris", "person_id": 12, "before": ["buyer"], "after": ["approver"],
        },
        teams.TeamChangedNotice(
            team_id=1, title="Buying", by="Anna", by_id=11, alone=True,
            change=changes.RolesChange(person="Boris", person_id=12, before=("buyer",), after=("approver",)),
        ),
    ),
    (
        "team_proposed",
        {
            "proposal_id": 6, "what": "resumed", "by": "Anna", "by_id": 11, "reason": "stock-taking", "team_id": None,
            "title": "", "second_from": AT.isoformat(),
        },
        teams.TeamProposedNotice(
            change=changes.ResumedChange(reason="stock-taking"), proposal_id=6, by="Anna", by_id=11, second_from=AT
        ),
    ),
    (
        "away",
        {
            "team_id": 1, "title": "Buying", "by": "Boris", "by_id": 12, "first": "2026-11-20", "last": "2026-11-22",
            "delegate": None, "delegate_id": None,
        },
        teams.AwayNotice(
            team_id=1, title="Buying", by="Boris", by_id=12, first=date(2026, 11, 20), last=date(2026, 11, 22)
        ),
    ),
    (
        "undelivered",
        {"chat_id": -5, "message": "paid", "reason": "kicked", "number": 1042},
        operations.UndeliveredNotice(chat_id=-5, message="paid", reason="kicked", number=1042),
    ),
    (
        "placed_outside",
        {
            "count": 1, "order_id": "3301", "total": 4200, "at": None, "seller": "company", "goods": [], "attach": [7],
            "doubts": [],
            "outside": [
                {
                    "order_id": "3301", "total": 4200, "at": None, "seller": "company", "goods": [], "attach": [7],
                    "doubts": [{"attempt_id": 3, "number": 9}],
                }
            ],
        },
        operations.PlacedOutsideNotice(
            count=1,
            outside=(
                operations.OutsideOrder(
                    order_id="3301", total=Fen(4200), seller="company", attach=(7,),
                    doubts=(operations.DoubtfulAttempt(attempt_id=3, number=9),),
                ),
            ),
        ),
    ),
    ("swept", {"ghosts": 1, "outside": 0, "resting": 2, "since": AT.isoformat(), "looked_for": True, "blind": False},
     operations.SweptNotice(unknown=1, resting=2)),
    ("card", {"anew": "changed"}, shown.CardNotice(anew="changed")),
    ("card", {}, shown.CardNotice()),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "stored", "meant"), OLD)
def test_what_the_release_before_stored_is_read(kind: str, stored: dict[str, Any], meant: Notice) -> None:
    assert load(NOTICE_KINDS[kind], stored) == meant
    assert meant.stored_kind == kind


@pytest.mark.parametrize("meant", [meant for _, _, meant in OLD])
def test_a_notice_comes_back_as_it_was_written(meant: Any) -> None:
    stored = dump(meant)
    assert stored["v"] == VERSION
    assert load(meant.stored_kind, stored) == meant


def test_every_kind_has_one_notice_and_one_form() -> None:
    assert set(KINDS) == set(NOTICE_KINDS)
    assert set(FORMS) == {form for kind, form in KINDS.items() if kind not in WORDLESS}


WORDS = st.text(max_size=20)


@given(st.data())
def test_no_text_in_a_notice_is_lost_or_becomes_something_else(data: st.DataObject) -> None:
    form = KINDS[
        data.draw(st.sampled_from([kind for kind in NOTICE_KINDS.values() if issubclass(KINDS[kind], AboutRequest)]))
    ]
    own = {each.name: data.draw(WORDS) for each in fields(form) if each.type is str}
    told = form(about=RequestFacts(number=data.draw(st.integers(1, 10**9)), title=data.draw(WORDS)), **own)  # type: ignore[call-arg]  # every one of them is about a request
    assert load(form.kind, dump(told)) == told


def test_facts_of_another_form_are_refused_and_not_guessed() -> None:
    with pytest.raises(ValidationError):
        load(PlacedNotice.kind, {"v": VERSION, "pay": [{"way": "gold"}]})
    with pytest.raises(LookupError):
        load(TeamChangedNotice.kind, {"v": VERSION, "what": "weather"})


@pytest.mark.parametrize("change", changes.CHANGES.values())
def test_every_change_of_a_team_is_stored_with_its_own_facts(change: type[changes.TeamChange]) -> None:
    told = teams.TeamChangedNotice(team_id=1, title="Buying", by="Anna", by_id=11, change=change())
    assert load(TeamChangedNotice.kind, dump(told)) == told
    assert TypeAdapter(change).dump_python(change(), mode="json").keys() <= dump(told).keys()


@pytest.mark.parametrize("kind", [kind for kind, form in KINDS.items() if issubclass(form, Outlived | AboutEnded)])
def test_a_notice_whose_text_is_gone_is_still_read_if_its_buttons_may_stop_holding(kind: NoticeKind) -> None:
    whole = KINDS[kind]()
    left = emptied(dump(whole))
    again = load(kind, left)
    assert type(again) is type(whole)
    assert emptied(dump(again)).items() >= left.items()


def test_names_and_texts_are_not_what_stays_of_a_notice() -> None:
    left = emptied(dump(purchases.PlacedNotice(about=OF_ORDER)))
    assert "T-shirt" not in str(left)
    assert "pay.example" not in str(left)
    assert left["order_id"] == "3301"
    assert emptied(dump(shown.ReplyNotice(text="Ann pays", codes=("cd:1",)))) == {"v": VERSION, "codes": ["cd:1"]}
