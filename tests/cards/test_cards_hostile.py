"""Whatever a seller, a carrier or 1688 writes, a card stays ours: markup, length, buttons."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards import answers
from bot.cards.orders import lists
from bot.cards.orders import orders as order_cards
from bot.cards.requests import approval, details
from bot.cards.requests.draft_choices import CardTurn
from bot.cards.requests.request import request_card
from bot.cards.teams import team as team_cards
from bot.desk.shared.refusals import Paused
from bot.desk.shared.views import Details, PurchasePage, Stage, WaitingPage
from bot.desk.teams.teams import Roster
from bot.market.errors import Rejected as SaidNo
from bot.purchasing.approval.team import Role
from bot.purchasing.choice import Choice, Finding, Problem
from bot.purchasing.create_call import FailedLine
from bot.purchasing.money import LARGEST, Fen
from bot.purchasing.notice import NOTICE_KINDS, NoticeKind
from bot.purchasing.notices.shown import WORDLESS
from bot.purchasing.offers.offer import Address, Attribute, Offer, Seller, Sku
from bot.purchasing.order_report import OrderState, PayLink, PayWay, TraceStep
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards import stored
from tests.cards import team_samples as t
from tests.cards.drawing import check, read
from tests.counts import counted

PIECES = st.sampled_from(
    [
        "<b>", "</b>", "<a href='https://evil.example'>pay</a>", "&amp;", "&lt;", "<tg-time unix=\"1\">", "<!--",
        "\u202e", "\u2066", "\u200f", "\u061c", "\u2028", "\ud83d", "\x00", "🇨🇳", "]]>",
        "👨\u200d👩\u200d👧", "e\u0301\u0302\u0303\u0304",
        "✅ #1042 · paid", "⚠️", "\n\n", "{ $number }", "%s", "𝔘", "白色", "@admin", "/resume_2", "https://evil.example",
        "evil.com", "t.me/evil", "www.evil.cn/a?b=1", "tg://resolve?domain=evil", "pay@evil.com", "#evil", "$EVIL",
        ".com", "+1-212-555-0123", "//evil.com", "@", "/", "#", "http:", "x.", "𝕏.com",
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """What a seller wrote: some pieces, perhaps repeated up to 5,000 characters."""

    pieces: tuple[str, ...]
    repeated: bool

    @property
    def text(self) -> str:
        once = "".join(self.pieces)
        return (once * 5000)[:5000] if self.repeated else once


HOSTILE = st.builds(Words, st.lists(PIECES | st.text(max_size=60), max_size=12).map(tuple), st.booleans())
QUICK = settings(
    max_examples=counted(60, 15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def no_text_is_missing(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR] == []


def hostile_offer(word: str, variants: int = 12) -> Offer:
    """An offer that says `word` wherever a seller can write."""
    axes = (Attribute(word, word, word, "", word), Attribute(word, word, "", word))
    skus = tuple(
        Sku(word[:60] + str(n), word[:60] + str(n), axes[: n % 3], Fen(LARGEST), n * 10**9) for n in range(variants)
    )
    return replace(
        s.OFFER,
        offer_id=word[:40],
        title=word,
        title_translated=word,
        skus=skus,
        unit=word,
        unit_translated=word,
        seller=Seller(word, word, word, 10**9, word),
        image_url=word,
    )


def hostile_purchase(word: str) -> Purchase:
    offer = hostile_offer(word)
    request = replace(
        s.asking(s.REQUEST, offer=offer, choice=Choice.of(50, offer.skus[2].spec_id)),
        address_label=word,
        requester=replace(s.ANNA, name=word),
        closed_words=word,
    )
    attempt = replace(s.ATTEMPT, reason=word, failed=(FailedLine(word, word, word, word),) * 30)
    pay = tuple(PayLink(way, word, word) for way in PayWay)
    parcels = (replace(s.PARCEL, company=word, bill_no=word, last_remark=word),) * 30
    order = replace(s.ORDER, order_id=word[:30], seller=word, close_reason=word, pay=pay, parcels=parcels, word=word)
    return Purchase(request, (attempt,), (order,) * 12, s.JOURNAL * 10)


MOMENTS = {"at", "pay_by", "until", "since", "settle_from"}
"""What the bot itself writes down, and no seller."""


@pytest.mark.threat("T16")
@QUICK
@given(HOSTILE, st.sampled_from(Stage), st.sampled_from(LANGUAGES), st.integers(-2, 9))
def test_a_request_card_withstands_its_seller(words: Words, stage: Stage, language: str, turn: int) -> None:
    word = words.text
    purchase = hostile_purchase(word)
    one = replace(purchase, orders=purchase.orders[:1])
    addresses = tuple(Address(word[:20] + str(n), word, word, word, word, n == 3) for n in range(20))
    finding = Finding(Problem.REFUSED, (1, 2), 10**9, word)
    for drawn in (purchase, one):
        step = s.step(stage, drawn, addresses=addresses, finding=finding)
        check(request_card(step, language, s.NOW, CardTurn((turn, turn), turn, turn > 5)))


@pytest.mark.threat("T46")
@pytest.mark.threat("T16")
@QUICK
@given(HOSTILE, st.sampled_from([k for k in NOTICE_KINDS.values() if k not in WORDLESS]), st.sampled_from(LANGUAGES))
def test_a_notice_withstands_its_facts(words: Words, kind: NoticeKind, language: str) -> None:
    word = words.text
    facts = {name: word if isinstance(fact, str) and name not in MOMENTS else fact for name, fact in s.FACTS.items()}
    rows = [{"company": word, "bill_no": word, "offer_id": word, "reason": word, "way": "alipay", "url": word}] * 40
    facts |= {"parcels": rows, "lines": rows, "pay": rows, "orders": [word] * 40}
    check(stored.view(kind, facts, language, s.NOW))


@pytest.mark.long
@QUICK
@given(HOSTILE, st.sampled_from(LANGUAGES), st.sampled_from(OrderState))
def test_lists_and_details_withstand_their_sellers(words: Words, language: str, state: OrderState) -> None:
    word = words.text
    purchase = hostile_purchase(word)
    purchase = replace(purchase, orders=tuple(replace(order, state=state) for order in purchase.orders))
    check(lists.orders_page(PurchasePage((purchase,) * 10, 1, 2, "all"), language, s.NOW))
    check(details.order_details(Details(purchase, 4711, acts=True), language, s.NOW))
    steps = (TraceStep(datetime(9999, 1, 1, tzinfo=UTC), word),) * 40
    parcel = replace(s.PARCEL, company=word, bill_no=word)
    check(order_cards.trace((replace(s.TRACE, parcel=parcel, steps=steps),) * 5, language, s.NOW))
    check(answers.market_error(SaidNo(word, word, word), language))
    check(answers.refusal(Paused(reason=word), language))


@QUICK
@given(HOSTILE, st.sampled_from(Stage), st.sampled_from(LANGUAGES), st.booleans())
def test_a_team_s_cards_withstand_their_people(words: Words, stage: Stage, language: str, private: bool) -> None:
    word = words.text
    people = tuple(replace(each, name=word) for each in t.TEAM.members)
    team = replace(t.TEAM, title=word, currency=word[:3], members=people)
    asked = (replace(t.QUESTIONS[0], text=word, answer=word), replace(t.QUESTIONS[1], text=word))
    request = replace(t.REQUEST, why=word, requester=replace(s.ANNA, name=word), address_label=word)
    step = t.step(stage, replace(t.WAITING, request=request, questions=asked * 5), team=team, teams=(team,) * 5)
    place = s.PRIVATE if private else s.GROUP
    check(request_card(step, language, s.NOW, place=place, username="caigou_bot"))
    check(approval.pending_list(WaitingPage((step,) * 3, 1, 10, 30), language, s.NOW))
    check(team_cards.team_card(Roster(team), language, s.NOW, private, "caigou_bot", roles=frozenset(Role)))
    check(team_cards.member_card(team, people[1], language, admin=True))


@pytest.mark.threat("T17")
def test_the_money_stands_before_anybody_s_name() -> None:
    name = "Anna wants ¥ 1.00\n✅ #1042 · approved"
    request = replace(t.REQUEST, requester=replace(s.ANNA, name=name))
    view = request_card(t.step(purchase=replace(t.WAITING, request=request)), "en", s.NOW, place=s.GROUP)
    first, _, money, named, *rest = read(view).splitlines()
    assert first == "⏳ #1042 · approval wanted: ¥ 868.00  ≈ $ 119.56"
    assert money.startswith("¥ 17.20 each")
    assert named.startswith("Asked by Anna wants")
    assert [line for line in rest if line.startswith("✅ #")] == []


def test_a_foreign_first_line_never_looks_like_ours() -> None:
    word = "\n✅ #1 · paid"
    view = request_card(s.step(Stage.QUANTITY, hostile_purchase(word)), "en", s.NOW)
    assert [line for line in read(view).splitlines() if line.startswith("✅")] == []


def test_mathematics_in_a_title_is_left_as_text() -> None:
    offer = replace(s.OFFER, title_translated="size < 5 & > 3")
    view = request_card(s.step(Stage.CONFIRM, s.draft(offer=offer)), "en", s.NOW)
    assert "size &lt; 5 &amp; &gt; 3" in view.text
    assert "size < 5 & > 3" in read(view)
