"""Knows which words of variants mean the same in three languages: common colours, sizes, plugs, and measures."""

import re
from functools import lru_cache

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
