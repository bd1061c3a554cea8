"""What a receiver is shown names no sum: the goods of a purchase, a card that was theirs, the team."""

import re
from dataclasses import replace

import pytest

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import plain
from bot.cards.goods.counting import goods_card
from bot.cards.notices.notices import notice
from bot.cards.requests.request import request_card
from bot.cards.teams import team
from bot.desk.shared.views import Stage
from bot.desk.teams.teams import Roster
from bot.purchasing.approval.team import Member, Role
from bot.purchasing.arrivals import Arrival, ArrivalKind
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.money import Fen
from bot.purchasing.notice import NOTICE_KINDS, NoticeKind
from bot.purchasing.notices.base import OrderFacts
from bot.purchasing.notices.purchases import AlarmNotice, CountedParcelNotice
from bot.purchasing.notices.shown import WORDLESS
from bot.purchasing.order_report import OrderLine, OrderState
from bot.purchasing.person import Place
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards import stored
from tests.cards import team_samples as t
from tests.cards.drawing import buttons, check, codes, drawn

SUM = re.compile(r"[¥￥$€₽]|[0-9][.,][0-9]{2}(?![0-9])")
COUNTED = replace(
    s.ORDERED,
    orders=(
        replace(
            s.ORDER,
            state=OrderState.SHIPPED,
            parcels=(s.PARCEL,),
            lines=(OrderLine("600000000001", "s", 50, entry_id="1"),),
            arrivals=(Arrival(1, "1", ArrivalKind.GOOD, 30, s.NOW, "4711:k"),),
        ),
    ),
)


def parts(count: int) -> list[Purchase]:
    """So many parts of one purchase, each with its order."""
    return [
        replace(
            COUNTED,
            request=replace(COUNTED.request, id=1042 + n, part_of=1042, part=n),
            orders=(replace(COUNTED.orders[0], order_id=f"33016867714037837{n:02}"),),
        )
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_goods_have_their_parcels_what_came_of_them_a_button_each_and_no_sum(language: str, count: int) -> None:
    view = goods_card(parts(count) if count > 1 else [COUNTED], "1042", language, s.NOW)
    check(view)
    assert not SUM.search(plain(view.text))
    assert [each.action for each in codes(view)] == [ButtonAction.COUNT] * min(count, 10)
    assert (s.PARCEL.bill_no in view.text) is (count == 1)
    assert len({each.text for each in buttons(view)}) == min(count, 10)


def test_the_goods_of_one_order() -> None:
    assert drawn(goods_card([COUNTED], "1042", "en", s.NOW)).splitlines() == [
        "📦 #1042 · what arrived", "50 pcs · White / M · T-shirt, pure cotton", "arrived 30 of 50 · 20 missing",
        "中通快递 · 76541234567890", "Picked up by the carrier · 杭州", "[Count in]",
    ]  # fmt: skip


def test_the_goods_of_several_orders_have_a_row_each() -> None:
    assert drawn(goods_card(parts(2), "1042", "en", s.NOW)).splitlines() == [
        "📦 #1042 · what arrived", "#1042/1 · 30 of 50 · 50 pcs · White / M · T-shirt, pure…",
        "#1042/2 · 30 of 50 · 50 pcs · White / M · T-shirt, pure…",
        "[Count in #1042/1] [Count in #1042/2]",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", [Stage.APPROVAL, Stage.ORDERED, Stage.CONFIRM])
def test_a_card_that_was_theirs_says_only_that_it_is_no_more(language: str, stage: Stage) -> None:
    step = t.step(stage, s.ORDERED if stage is Stage.ORDERED else t.WAITING)
    others = (each for each in t.TEAM.members if each.person_id != t.BORIS)
    receiver = Member(t.BORIS, "Boris", frozenset({Role.RECEIVER}))
    step = replace(step, team=replace(t.TEAM, members=(*others, receiver)))
    view = request_card(step, language, s.NOW, place=Place(t.BORIS))
    check(view)
    assert view.keyboard == ()
    assert view.text.count("\n") == 1
    assert not SUM.search(plain(view.text))
    assert SUM.search(plain(request_card(step, language, s.NOW, place=Place(t.DARIA)).text))


def test_a_receiver_is_not_offered_the_rules_of_the_team() -> None:
    card = team.team_card(Roster(t.TEAM), "en", s.NOW, True, "caigou_bot", roles=frozenset({Role.RECEIVER}))
    assert list(codes(card)) == []


def test_a_receiver_is_invited_and_picked_like_the_others() -> None:
    card = team.team_card(Roster(t.TEAM), "en", s.NOW, True, "caigou_bot", roles=frozenset({Role.ADMIN}))
    assert Code(ButtonAction.INVITE, (t.TEAM.id, "receiver")) in codes(card)
    assert [team.picked(each.number) for each in team.pick_people(t.TEAM, "en").picks][-1] == (t.TEAM.id, Role.RECEIVER)
    member = team.member_card(t.TEAM, t.TEAM.active[0], "en", admin=True)
    assert Code(ButtonAction.ROLE, (t.TEAM.id, t.TEAM.active[0].person_id, "receiver", 1)) in codes(member)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_receiver_may_hear_of_an_order_names_no_sum(language: str) -> None:
    about = OrderFacts(number=1042, order_id=s.ORDER_ID, title="T-shirt", quantity=50, total=Fen(1_286_800))
    heard = [CountedParcelNotice(about=about), *(AlarmNotice(about=about, alarm=kind) for kind in AlarmKind)]
    shown = {told: SUM.search(plain(notice(told, language, s.NOW).text)) for told in heard if told.names_no_sum}
    assert len(shown) == 2
    assert not any(shown.values())


@pytest.mark.parametrize("kind", [kind for kind in NOTICE_KINDS.values() if kind not in WORDLESS], ids=str)
def test_whatever_leads_to_a_count_and_names_no_sum_says_so_lest_a_receiver_never_hears_it(kind: NoticeKind) -> None:
    facts = s.FACTS | {"private": True}
    view = stored.view(kind, facts, "en", s.NOW)
    counts = any(each.action is ButtonAction.COUNT for each in codes(view))
    if counts and not SUM.search(plain(view.text)):
        assert stored.message(kind, facts).names_no_sum
