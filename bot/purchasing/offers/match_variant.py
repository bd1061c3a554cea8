"""Finds the variants of an offer that typed words can mean, in any language: colours, sizes and measures."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from bot.purchasing.offers.offer import Attribute, Offer, Sku

_SAME = (
    "red 红色 红 красный",
    "wine_red burgundy 酒红色 酒红 бордовый",
    "pink 粉色 粉红色 粉 розовый",
    "orange 橙色 橘色 橙 оранжевый",
    "yellow 黄色 黄 желтый",
    "green 绿色 绿 зеленый",
    "light_green 浅绿色 浅绿 светло-зеленый салатовый",
    "dark_green 深绿色 墨绿色 深绿 墨绿 темно-зеленый",
    "army_green 军绿色 军绿 армейский_зеленый армейская_зелень",
    "blue 蓝色 蓝 синий голубой",
    "light_blue sky_blue 浅蓝色 天蓝色 浅蓝 天蓝 голубой светло-голубой небесно-голубой",
    "dark_blue navy navy_blue 深蓝色 藏青色 藏蓝色 深蓝 藏青 藏蓝 темно-синий",
    "purple violet 紫色 紫 фиолетовый",
    "brown 棕色 褐色 咖啡色 棕 коричневый",
    "coffee 咖啡色 咖啡 кофейный",
    "black 黑色 黑 черный",
    "white 白色 白 белый",
    "off_white cream 米白色 米白 молочный кремовый",
    "gray grey 灰色 灰 серый",
    "light_gray light_grey 浅灰色 浅灰 светло-серый",
    "dark_gray dark_grey 深灰色 深灰 темно-серый",
    "beige 米色 杏色 бежевый",
    "khaki 卡其色 卡其 хаки",
    "gold golden 金色 золотой золотистый",
    "silver 银色 серебряный серебристый",
    "transparent clear 透明 透明色 прозрачный",
    "multicolour multicolor multicoloured multicolored 彩色 разноцветный многоцветный",
    "s small 小号 小码 小 маленький малый",
    "m medium 中号 中码 中 средний",
    "l large 大号 大码 大 большой",
    "xl extra_large 加大 加大码 加大号",
    "one_size free_size 均码 единый_размер один_размер универсальный",
    "us_plug us 美规 сша вилка_сша американский_вилка",
    "eu_plug eu 欧规 евровилка европейский_вилка ес",
    "uk_plug uk 英规 британский_вилка английский_вилка",
    "cn_plug cn 国标 китайский_вилка",
)
"""Each line holds words that mean the same, `_` for a blank; a word may stand in two lines if it means either."""

_ENDING = re.compile(r"(?<=[а-я]{2})(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ых|их|ую|юю|ым|им|ом|ем|ому|ему|ей)\Z")
_UNITS = {
    name: unit
    for unit, names in {
        "mm": "mm мм 毫米", "cm": "cm см 厘米 公分", "m": "m м 米", "ml": "ml мл 毫升", "l": "l л 升", "g": "g гр г 克",
        "kg": "kg кг 公斤 千克", "w": "w вт 瓦", "v": "v в 伏", "inch": "inch дюйм дюйма дюймов 英寸 寸", "": "码 号 #",
    }.items()
    for name in names.split()
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_MEASURE = re.compile(rf"([0-9]+(?:[.,][0-9]+)?)\s?({_UNIT})")
_APART = re.compile(rf"(?<![\w.,])([0-9]+(?:[.,][0-9]+)?)\s?({_UNIT})(?!\w)")
_SIZE = re.compile("([0-9]?)([xх]*)([smlсмл])")
_LATIN = str.maketrans("хсмл", "xsml")


def _plain(word: str) -> str:
    """The word without what case and gender change of it."""
    return " ".join(_ENDING.sub("", each) for each in word.replace("ё", "е").split())


def _meant() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _SAME:
        same = [each.replace("_", " ") for each in line.split()]
        for each in same:
            found.setdefault(_plain(each), set()).add(same[0])
    return {word: frozenset(meanings) for word, meanings in found.items()}


_MEANT = _meant()


@lru_cache(maxsize=8_192)
def meanings(word: str) -> frozenset[str]:
    """What a word or a whole value in lower case means in any of the languages; empty if that is not known."""
    size, measure = _SIZE.fullmatch(word), _MEASURE.fullmatch(word)
    if size is not None:
        times, crosses, letter = size[1], size[2], size[3].translate(_LATIN)
        many = times if times and len(crosses) == 1 else str(len(crosses)) if not times else ""
        if many:
            return frozenset({letter if many == "0" else f"{'' if many == '1' else many}x{letter}"})
    if measure is not None:
        return frozenset({f"{measure[1].replace(',', '.')} {_UNITS[measure[2]]}".strip()})
    return _MEANT.get(_plain(word), frozenset())


def with_phrases(text: str) -> list[str]:
    """The words of a text in lower case, two that mean something together in one: light gray, 750 ml."""
    words, whole = list[str](), _APART.sub(lambda found: found[1].replace(",", ".") + found[2], text).split()
    for word in whole:
        together = f"{words[-1]} {word}" if words else ""
        if together and meanings(together):
            words[-1] = together
        else:
            words.append(word)
    return words


_BETWEEN = str.maketrans("/,;，；、", "      ")
_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{1,2}\s?[^\W\d])")
"""A comma between digits is the decimal one if a unit follows: 1,5 м."""


def match_variant(offer: Offer, text: str) -> tuple[Sku, ...]:
    """The SKUs that a typed variant such as `white/M` or `白色 M` can mean; only the best match.

    The words may be those of any language.
    """
    words = _words(text)
    if not words:
        return ()
    exact = tuple(s for s in offer.skus if text.strip().casefold() in (s.label.casefold(), s.sku_id, s.spec_id))
    if exact:
        return exact
    told, together = _told(offer), _together(text)
    for said, fits in ((words, _is_named), (together, _is_meant), (words, _is_within), (together, _is_within)):
        found = tuple(sku for sku in offer.skus if _all_fit(said, sku, told, fits))
        if found:
            return found
    return ()


def names_exactly(offer: Offer, text: str) -> bool:
    """Whether each word is the whole value of one variant's attribute, so that none of them is a quantity."""
    told = _told(offer)
    return any(
        said and any(_all_fit(said, sku, told, _is_meant) for sku in offer.skus)
        for said in (_words(text), _together(text))
    )


Told = Mapping[str, frozenset[str]]
"""The seller's values with what 1688 told of them in other languages than the one that the offer was read in."""


def _told(offer: Offer) -> Told:
    found: dict[str, set[str]] = {}
    for words in offer.words:
        for value, told in words.values:
            found.setdefault(value, set()).add(told.casefold())
    return {value: frozenset(names) for value, names in found.items()}


def _words(text: str) -> list[str]:
    return text.casefold().translate(_BETWEEN).split()


def _together(text: str) -> list[str]:
    plain = _DECIMAL_COMMA.sub(".", text.casefold())
    return with_phrases(plain.translate(_BETWEEN))


def _all_fit(words: Iterable[str], sku: Sku, told: Told, fits: Callable[[str, frozenset[str]], bool]) -> bool:
    names = _names(sku.attributes)
    if told:
        names = names.union(*(told.get(each.value, frozenset()) for each in sku.attributes))
    return all(fits(word, names) for word in words)


@lru_cache(maxsize=8_192)
def _names(attributes: tuple[Attribute, ...]) -> frozenset[str]:
    return frozenset(v.casefold() for a in attributes for v in (a.value, a.value_translated) if v)


def _is_named(word: str, names: frozenset[str]) -> bool:
    return word in names


def _is_meant(word: str, names: frozenset[str]) -> bool:
    meant = meanings(word)
    return word in names or (bool(meant) and any(meant & meanings(name) for name in names))


def _is_within(word: str, names: frozenset[str]) -> bool:
    return any(_stands_in(word, name) for name in names) or _is_meant(word, names)


def _stands_in(word: str, name: str) -> bool:
    """Whether a word is part of a value; a number or a single letter only if it stands there by itself."""
    if word.isdigit():
        return re.search(rf"(?<!\d){re.escape(word)}(?!\d)", name) is not None
    if len(word) == 1 and word.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", name) is not None
    return word in name
