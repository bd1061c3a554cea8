"""One purchase read by people of three languages: card, list, details, news and trace, titles too."""

from bot.sandbox.actor import ShownMessage
from tests.walk.conftest import Street
from tests.walk.teams import Group

READERS = {"Emil": "en", "Daria": "ru", "Chen": "zh"}


_SHOWN = 20
"""So much of a title stands on every card."""


class Reading:
    """The good's title in each language, and who must read which."""

    def __init__(self, street: Street, offer_id: str) -> None:
        title = street.world.world.offers[int(offer_id)].title
        self.titles = {language: str(title.into(language))[:_SHOWN] for language in ("en", "ru", "zh")}

    def is_in(self, language: str, shown: ShownMessage) -> None:
        """The message has the title in that language, and in no other one that is not the seller's own."""
        assert self.titles[language] in shown.text, shown.text
        for other in {"en", "ru"} - {language}:
            assert self.titles[other] not in shown.text, shown.text


async def alone(group: Group, name: str, *parts: str) -> ShownMessage:
    person = group.cast.alone[name].person
    shown: ShownMessage = await group.street.hears(*parts, person=person)
    return shown


async def test_card_list_details_news_and_trace_speak_each_reader_s_language(group: Group) -> None:
    good = await group.street.good("plain")
    read = Reading(group.street, good["offer_id"])
    await group.asks_in_private()
    read.is_in("en", await group.reads("#1 · approval wanted"))
    read.is_in("ru", await alone(group, "Daria", "#1 · ждёт согласования"))
    read.is_in("ru", await alone(group, "Boris", "#1 "))
    read.is_in("zh", await alone(group, "Chen", "#1 "))
    await group.cast.here["Boris"].presses(await group.reads("#1 · approval wanted"), "Approve")
    read.is_in("en", await alone(group, "Emil", "ordered, to be paid"))
    for name, language in READERS.items():
        await group.cast.alone[name].writes("/orders")
        read.is_in(language, await group.cast.alone[name].sees("#1 · "))
        await group.cast.alone[name].writes("/order 1")
        read.is_in(language, await group.cast.alone[name].sees("#1 · "))
    order_id = await group.play.newest_order()
    await group.street.at_1688(order_id, "pay")
    read.is_in("en", await alone(group, "Emil", "#1 · paid"))
    read.is_in("ru", await alone(group, "Daria", "#1 · оплачен"))
    await group.street.at_1688(order_id, "ship")
    await alone(group, "Daria", "#1 · отправлен")
    await group.street.at_1688(order_id, "trace", remark="快件离开【广州中心】 已发往【珠海一部】")
    said = {
        "Emil": "Sent on · 广州中心 → 珠海一部",
        "Daria": "Отправлено дальше · 广州中心 → 珠海一部",
        "Chen": "快件离开【广州中心】",
    }
    for name, words in said.items():
        await group.cast.alone[name].writes("/track 1")
        shown = await group.cast.alone[name].sees(words)
        assert any(label in shown.labels for label in ("Original", "Оригинал")) is (name != "Chen")


async def test_an_offer_is_translated_once_for_each_language_that_reads_it(group: Group) -> None:
    good = await group.street.good("plain")
    read = Reading(group.street, good["offer_id"])
    await group.asks_in_private()
    read.is_in("en", await group.reads("#1 · approval wanted"))
    kept = "SELECT offer_id, language FROM offer_words ORDER BY language"
    assert group.street.rows(kept) == [(good["offer_id"], "en")]
    emil = group.cast.alone["Emil"]
    await emil.writes("/order 1")
    read.is_in("en", await emil.sees("#1 · "))
    await group.cast.alone["Chen"].writes("/order 1")
    read.is_in("zh", await group.cast.alone["Chen"].sees("#1 · "))
    assert group.street.rows(kept) == [(good["offer_id"], "en")]
