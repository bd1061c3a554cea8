"""How the languages are set: full-width signs in Chinese, and words that say one thing each."""

import re
from dataclasses import replace

import pytest

from bot.cards.answers import refusal
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.html import BREAK, NO_BREAK_SPACE, columns
from bot.cards.blocks.writer import Writer
from bot.cards.orders import lists
from bot.cards.requests import details as details_cards
from bot.cards.requests.request import request_card
from bot.cards.teams import policy as policy_cards
from bot.cards.teams import team as team_cards
from bot.desk.shared.refusals import OnlyAdmins, OnlyBuyers
from bot.desk.shared.views import Details, PurchasePage, Stage
from bot.desk.teams.policy import Rules
from bot.desk.teams.teams import Roster
from bot.purchasing.approval.policy import Policy, default_policy
from bot.purchasing.approval.policy_language import amend
from bot.purchasing.approval.team import Role
from bot.purchasing.notices.approvals import DeclinedNotice
from bot.purchasing.order_report import OrderState
from bot.purchasing.requests.purchase import JournalEntry
from bot.purchasing.text import LANGUAGES
from tests.cards import gallery, stored
from tests.cards import samples as s
from tests.cards import team_samples as t
from tests.cards.drawing import codes, drawn

BADLY_SET = re.compile(r"[：，、。] |[\u4e00-\u9fff)）][:,] |[:,] [\u4e00-\u9fff]|\d 小时 ")
LINES = 'by @Anna goods "home textiles" to 500: auto\nelse: all of @Boris @Chen then 2 of admins\nremind 2h\n'
CLOSED = replace(s.ORDER, state=OrderState.CANCELLED, paid_at=s.NOW)


def rules(language: str, more: str = "") -> str:
    policy = amend(default_policy(), LINES + more, t.TEAM)
    assert isinstance(policy, Policy)
    return drawn(policy_cards.rules_card(Rules(t.TEAM, policy, 2, ""), language, admin=False))


def team_in_chinese() -> str:
    roster = Roster(t.TEAM)
    shown = team_cards.team_card(roster, "zh", s.NOW, False, "caigou_bot", roles=frozenset({Role.ADMIN}))
    return drawn(shown)


def test_no_chinese_card_has_a_space_behind_a_full_width_sign_or_a_narrow_sign_behind_an_ideograph() -> None:
    shown = {each.name: drawn(each.view) for each in gallery.every() if each.language == "zh"}
    shown |= {"rules": rules("zh"), "team": team_in_chinese()}
    badly = {name: found[0] for name, text in shown.items() if (found := BADLY_SET.search(text))}
    assert badly == {}


def test_chinese_rules_and_people_are_named_with_chinese_signs() -> None:
    text = rules("zh")
    assert "“Purchasing”的规则" in text
    assert "Boris、Chen全部同意，然后" in text
    assert "满 2 小时后提醒" in text
    assert "Anna：申请人" in team_in_chinese()


def test_a_tolerance_is_told_in_plain_words() -> None:
    assert "If the sum moves after the approval, it is approved again." in rules("en", "tolerance 0% total 0%")
    assert "the sum may move by 2% at once, by 3% in all" in rules("en", "tolerance 2% total 3%")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Why not: Too dear"), ("zh", "拒绝原因：太贵"), ("ru", "Причина отказа: Слишком дорого")],
)
def test_the_news_of_a_decline_says_that_its_reason_is_one(language: str, said: str) -> None:
    text = drawn(stored.view(DeclinedNotice.kind, s.FACTS | {"reason": "Too dear", "by": "Boris"}, language, s.NOW))
    assert f"\n{said}\n" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_how_long_somebody_is_away_has_a_way_back(language: str) -> None:
    view = team_cards.ask_away(t.TEAM, s.NOW.date(), language, away=False)
    assert codes(view)[-1].action is ButtonAction.TEAM


def test_whoever_may_not_do_something_reads_who_may_at_most_three_of_them() -> None:
    assert drawn(refusal(OnlyBuyers(names=("Emil", "Eva")), "en")) == (
        "⚠️ Only buyers may do this (Emil, Eva). An admin can change that with /team."
    )
    assert "（Emil、Eva、Ida、…）" in drawn(refusal(OnlyBuyers(names=("Emil", "Eva", "Ida", "Igor")), "zh"))
    assert drawn(refusal(OnlyAdmins(names=("Daria",)), "ru")) == "⚠️ Это могут только администраторы (Daria)."
    assert "(" not in drawn(refusal(OnlyBuyers(), "en"))


def test_russian_tells_an_order_that_goes_to_1688_from_one_that_the_seller_ships() -> None:
    journal = (JournalEntry(s.NOW, "submitting", None, {}), JournalEntry(s.NOW, "shipped", None, {}, s.ORDER_ID))
    text = drawn(details_cards.order_details(Details(replace(s.ORDERED, journal=journal), 1, acts=False), "ru", s.NOW))
    assert "передано на 1688" in text
    assert text.count("отправлен") == 1


@pytest.mark.parametrize(
    ("language", "closed", "in_the_past"),
    [("en", "closed", "closed on 1688"), ("zh", "已结束", "订单在 1688 已关闭"), ("ru", "закрыто", "закрыт на 1688")],
)
def test_an_order_that_ended_with_a_refund_is_closed_and_not_cancelled(
    language: str, closed: str, in_the_past: str
) -> None:
    journal = (JournalEntry(s.NOW, "cancelled", None, {}, s.ORDER_ID),)
    purchase = replace(s.ORDERED, orders=(CLOSED,), journal=journal)
    page = PurchasePage((purchase,), 1, 1, "all")
    assert f"#1042 · {closed} · " in drawn(lists.orders_page(page, language, s.NOW))
    details = details_cards.order_details(Details(purchase, 1, acts=False), language, s.NOW)
    assert details.text.splitlines()[-1].endswith(f"· {in_the_past}")


@pytest.mark.parametrize(
    ("language", "unit", "translated", "says"),
    [
        ("en", "双", "pair", "1 pair, 2 pairs, 25 pairs, from 2 pairs"),
        ("en", "盒", "", "1 box, 2 boxes, 25 boxes, from 2 boxes"),
        ("en", "公斤", "kilogram", "1 kg, 2 kg, 25 kg, from 2 kg"),
        ("en", "艘", "ship", "1 ship, 2 ship, 25 ship, from 2 ship"),
        ("ru", "双", "пара", "1 пара, 2 пары, 25 пар, от 2 пар"),
        ("ru", "套", "", "1 набор, 2 набора, 25 наборов, от 2 наборов"),
        ("ru", "метр", "", "1 м, 2 м, 25 м, от 2 м"),
        ("zh", "双", "pair", "1 双, 2 双, 25 双, 2 双起"),
    ],
)
def test_the_usual_units_take_the_form_that_their_number_wants(
    language: str, unit: str, translated: str, says: str
) -> None:
    w = Writer(language)
    counted = [*(w.pieces(n, unit, translated) for n in (1, 2, 25)), w.pieces(2, unit, translated, "-from")]
    assert ", ".join(counted).replace(NO_BREAK_SPACE, " ").replace(BREAK, "") == says


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_title_of_what_is_bought_is_whole(language: str) -> None:
    english = "T-shirt, pure cotton, round neck, new this summer, for women and men, loose, as work wear, with print"
    chinese = "示例短袖T恤 纯棉 圆领 夏季新款 男女同款 宽松 情侣装 工作服 团体班服 印字 定制 现货批发"
    offer = replace(s.OFFER, title=chinese, title_translated=english, skus=())
    purchase = replace(s.ORDERED, request=s.asking(s.ORDERED.request, offer=offer))
    title = chinese if language == "zh" else english
    assert title in drawn(request_card(s.step(Stage.ORDERED, purchase), language, s.NOW))
    longer = replace(purchase, request=s.asking(purchase.request, offer=replace(offer, title=title * 4)))
    lines = drawn(request_card(s.step(Stage.ORDERED, longer), "zh", s.NOW)).splitlines()
    assert columns(lines[1]) <= 160 + len("50 件 · ") + 3
