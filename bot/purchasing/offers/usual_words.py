"""Our own small table of what sellers call colours, sizes and materials, for readers without a translation by 1688."""

import re

_TABLE = """
颜色/colour/цвет 尺码/size/размер 尺寸/size/размер 规格/type/вид 款式/style/модель 材质/material/материал
套餐/set/комплект 白/white/белый 白色/white/белый 黑/black/чёрный 黑色/black/чёрный 红/red/красный 红色/red/красный
蓝/blue/синий 蓝色/blue/синий 绿/green/зелёный 绿色/green/зелёный 黄/yellow/жёлтый 黄色/yellow/жёлтый 灰/grey/серый
灰色/grey/серый 粉色/pink/розовый 粉红色/pink/розовый 紫色/purple/фиолетовый 橙色/orange/оранжевый 棕色/brown/коричневый
咖啡色/coffee/кофейный 米色/beige/бежевый 米白色/off-white/молочный 卡其色/khaki/хаки 金色/gold/золотой
银色/silver/серебристый 酒红色/wine red/бордовый 藏青色/navy/тёмно-синий 天蓝色/sky blue/голубой 透明/clear/прозрачный
深/dark/тёмный 浅/light/светлый 哑光/matte/матовый 均码/one size/единый 大号/large/большой 中号/medium/средний
小号/small/маленький 加大/extra large/увеличенный 加厚/thick/утолщённый 加绒/fleece-lined/утеплённый 大/large/большой
中/medium/средний 小/small/маленький 码//размер 儿童/for children/детский 短袖/short sleeves/короткий рукав
长袖/long sleeves/длинный рукав 标准/standard/стандартный 色/colour/цвет 纯棉/pure cotton/чистый хлопок 棉/cotton/хлопок
陶瓷/ceramic/керамика 玻璃/glass/стекло 塑料/plastic/пластик 硅胶/silicone/силикон
不锈钢/stainless steel/нержавеющая сталь 木/wood/дерево 件/pcs/шт. 个/pcs/шт. 只/pcs/шт. 双/pairs/пар 套/sets/компл.
盒/boxes/кор. 包/packs/уп.
"""
_PLACES = {"en": 1, "ru": 2}
_WORDS = {row[0]: row for row in (each.split("/") for each in re.split(r"[ \n](?=[一-鿿])|\n", _TABLE.strip()))}
_HAN = re.compile("[一-鿿]+")
_KNOWN = re.compile("|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)))


def usual(words: str, language: str) -> str:
    """What a seller wrote of a variant in that language, each run of Chinese that is known whole; empty if none is."""
    place = _PLACES.get(language)
    if place is None:
        return ""

    def said(run: re.Match[str]) -> str:
        known = _KNOWN.findall(run[0])
        if "".join(known) != run[0]:
            return run[0]
        space = " " if words[: run.start()][-1:].isdigit() else ""
        return space + " ".join(filter(None, (_WORDS[each][place] for each in known)))

    found = _HAN.sub(said, words)
    return "" if found == words else found
