"""Reads what somebody looks for from their words in three languages: goods, prices, pieces, a place, an order."""

import re
from contextlib import suppress
from functools import partial
from typing import Any

from bot.purchasing.money import fen_from_yuan
from bot.purchasing.offers.search import Search, SearchFilter, Sort
from bot.purchasing.text import WORD, one_line

LONGEST = 150
"""So many characters of what somebody looks for are read."""
_TABLE = """
义乌/Yiwu/Иу 广州/Guangzhou/Гуанчжоу 深圳/Shenzhen/Шэньчжэнь 东莞/Dongguan/Дунгуань 佛山/Foshan/Фошань
中山/Zhongshan/Чжуншань 汕头/Shantou/Шаньтоу 潮州/Chaozhou/Чаочжоу 揭阳/Jieyang/Цзеян 杭州/Hangzhou/Ханчжоу
宁波/Ningbo/Нинбо 温州/Wenzhou/Вэньчжоу 金华/Jinhua/Цзиньхуа 台州/Taizhou/Тайчжоу 绍兴/Shaoxing/Шаосин
嘉兴/Jiaxing/Цзясин 泉州/Quanzhou/Цюаньчжоу 厦门/Xiamen/Сямынь 福州/Fuzhou/Фучжоу 苏州/Suzhou/Сучжоу
南通/Nantong/Наньтун 上海/Shanghai/Шанхай 北京/Beijing/Пекин 青岛/Qingdao/Циндао 临沂/Linyi/Линьи 保定/Baoding/Баодин
浙江/Zhejiang/Чжэцзян 广东/Guangdong/Гуандун 福建/Fujian/Фуцзянь 江苏/Jiangsu/Цзянсу 山东/Shandong/Шаньдун
河北/Hebei/Хэбэй 河南/Henan/Хэнань 安徽/Anhui/Аньхой 湖南/Hunan/Хунань 湖北/Hubei/Хубэй
"""
PLACES = {row[0]: (row[1], row[2]) for row in (each.split("/") for each in _TABLE.split())}
"""Where goods are made, as 1688 calls it and as people do in English and Russian."""
_NAMES = {
    name.casefold(): place for place, (english, russian) in PLACES.items()
    for name in (place, english, russian.rstrip("йья"))
}  # fmt: skip
"""A place by its names, the Russian ones without their ending."""


_BEGIN = rf"(?<![{WORD}.,-])"
_PIECE = r"(?:pcs|pieces?|pc|units?|шт(?:ук[аи]?)?\.?|件|个|只|双|套|条)"
_NO_PRICE = (
    r"(?:(?:[cmd]?m|ml|l|oz|k?g|lbs?|[km]?w|v|mah|[gt]b|inch|in|ft|h|hours?|years?|yrs?|months?)\b|[%°×x*″\"'])"
    r"|(?:[смд]?м|мл|л|к?г|к?вт|в|ч|час\w*|лет|год\w*|мес\w*)\b|[寸岁升克码]|厘米|毫米|公斤|小时"
)
_NUMBER = r"(?:\d{1,3}(?:[ ,]\d{3})+(?:\.\d\d?)?|\d{1,7}(?:[.,]\d\d?)?)(?![.,]?\d)"
_YUAN = r"(?:[¥￥]|yuan|cny|rmb|元|块钱?|юан(?:ей|я|ь|и))"


def _rule(pattern: str) -> re.Pattern[str]:
    """A pattern in which LOWEST and HIGHEST are prices, with their currency if a ! follows, and PIECES a count."""
    for name, sure in ((each, sure) for each in ("lowest", "highest") for sure in (True, False)):
        price = rf"(?P<sign_{name}>[¥￥] ?)?(?P<{name}>{_NUMBER})"
        price += rf"(?(sign_{name})(?: ?{_YUAN})?| ?{_YUAN})" if sure else rf"(?: ?{_YUAN})?"
        price += rf"(?! ?(?:{_NO_PRICE}|{_PIECE}))(?![{WORD}])"
        pattern = pattern.replace(name.upper() + "!" * sure, price)
    pieces = rf"(?P<pieces>{_NUMBER})(?: ?{_PIECE})?(?! ?(?:{_NO_PRICE}|{_YUAN}|(?:to|до|-) ?\d))"
    pieces += rf"(?![{WORD}])"
    return re.compile(_BEGIN + pattern.replace("PIECES", pieces), re.IGNORECASE)


def _named(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_SOON = (
    r"(?:(?:ships?|shipping|отправка) )?(?:in |within |за |до )?48 ?(?:h(?:ours?|rs?)?|ч(?:ас(?:а|ов)?)?)(?!\w)"
    r"|48 ?小时内?(?:发货)?"
)
_FACTORY = (
    r"(?:from )?(?:factory|factories|manufacturers?)|(?:с |от )?(?:фабрик[аиу]?|завод[аы]?|производител[ьяи])"
    r"|(?:源头|实力|超级)?工厂|厂家"
)
_CHEAP = (
    r"(?:the )?cheapest(?: first)?|by price|(?:сначала |самые )?деш[её]вые|(?:по)?дешевле|по цене"
    r"|最便宜|价格?最低|按价格|价格从低到高"
)
_SOLD = (
    r"(?:the )?most sold(?: first)?|best ?sell(?:ing|ers?)|by sales|(?:сначала |самые )(?:популярные|продаваемые)"
    r"|по продажам|хиты продаж|销量(?:最高|优先|从高到低)|按销量|最畅销"
)
_UP_TO = (
    r"(?:under|below|up to|less than|cheaper than|not over|max(?:imum)?|<=?|≤|до|(?<!не )дешевле|не дороже|не больше"
    r"|максимум|(?<!不)低于|不超过|不高于|最多)"
)
_OVER = r"(?:over|above|more than|>=?|≥|дороже|не дешевле|больше|(?<!不)高于|不低于|(?<!不)超过)"
_FROM = r"(?:from|min(?:imum)?\.?|moq|at least|от|мин(?:имум)?\.?|партия|起批量?|起订量?|最少)"
_RULES: tuple[tuple[re.Pattern[str], dict[str, Any]], ...] = (
    (_rule(_SOON), {"soon": True}),
    (_rule(r"(?:from|от|从) ?LOWEST ?(?:to|до|到|至|[-–—~]) ?HIGHEST"), {}),
    (_rule(r"LOWEST ?[-–—~到至] ?HIGHEST!"), {}),
    (_rule(r"LOWEST! ?[-–—~到至] ?HIGHEST"), {}),
    (_rule(rf"{_UP_TO} ?HIGHEST(?:以下|以内)?"), {}),
    (_rule(r"HIGHEST! ?(?:以下|以内|之内|封顶)"), {}),
    (_rule(rf"{_OVER} ?LOWEST"), {}),
    (_rule(r"(?:from|от) ?LOWEST!"), {}),
    (_rule(r"LOWEST! ?(?:以上|起)"), {}),
    (_rule(rf"{_FROM} ?[:：]? ?PIECES"), {}),
    (_rule(r"PIECES ?起[批订]?"), {}),
    (_named(_FACTORY), {"factory": True}),
    (_named(_CHEAP), {"sort": Sort.PRICE}),
    (_named(_SOLD), {"sort": Sort.SOLD}),
    (_named(rf"(?:(?:from|in|из|в|с|от) )?(?P<place>{'|'.join(map(re.escape, _NAMES))})[йьаяеуюи]?"), {}),
)
"""What words mean, the surest first; an amount is what the name of its group says."""


def read_search(text: str, *, picture: bool = False) -> Search:
    """What is looked for: the goods in words, and what was understood of the rest; all else stays in the words.

    If no goods are left, nothing was understood, unless there is a `picture` of them.
    """
    whole = words = _bare(one_line(text)[:LONGEST])
    found, before = dict[str, Any](), ""
    while words != before:  # what is taken out brings together what stood on both sides of it
        before = words
        for pattern, meant in _RULES:
            words = one_line(pattern.sub(partial(_taken, found, meant), words))
        words = _bare(words)
    if not words and not picture:
        return Search(whole)
    lowest, highest = found.get("lowest"), found.get("highest")
    if lowest is not None and highest is not None and lowest > highest:
        found |= {"lowest": highest, "highest": lowest}
    return Search(words, filter=SearchFilter(**found))


def place_name(place: str, language: str) -> str:
    """A place as it is called in a language."""
    names = PLACES.get(place)
    return place if names is None or language == "zh" else names[language == "ru"]


def _bare(words: str) -> str:
    return words.strip(" ,;·、，；")


def _taken(found: dict[str, Any], meant: dict[str, Any], match: re.Match[str]) -> str:
    """Note what a match means, and leave nothing of it; leave it as it is if it cannot be meant."""
    amounts = dict[str, Any]()
    with suppress(ValueError):
        for name, written in match.groupdict().items():
            if name == "place":
                amounts[name] = _NAMES[written.casefold()]
            elif name in ("lowest", "highest", "pieces"):
                plain = re.sub(r",(\d\d?)$", r".\1", written.replace(" ", "")).replace(",", "")
                amounts[name] = int(plain) if name == "pieces" else fen_from_yuan(plain)
        if all(amounts.values()):
            found.update(meant | amounts)
            return " "
    return match[0]
