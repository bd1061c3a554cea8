"""Reads the usual phrases of Chinese carriers in a trace: what happened, and where; never more than is said."""

import re
from dataclasses import dataclass
from enum import StrEnum


class TraceKind(StrEnum):
    """What a step of a trace says happened."""

    ANNOUNCED = "announced"
    """The carrier knows of it and does not have it yet."""
    DISPATCHED = "dispatched"
    """The seller sent it off."""
    PICKED_UP = "picked_up"
    MOVING = "moving"
    ARRIVED = "arrived"
    LEFT = "left"
    DELIVERING = "delivering"
    TO_COLLECT = "to_collect"
    """It waits for its addressee at a pick-up point or in a locker."""
    TAKEN_IN = "taken_in"
    """Somebody took it for its addressee."""
    SIGNED = "signed"
    FAILED = "failed"
    """It was brought and could not be handed over."""
    HELD = "held"
    REFUSED = "refused"
    RETURNING = "returning"
    RETURNED = "returned"


AT_THE_DOOR = frozenset({TraceKind.DELIVERING, TraceKind.TO_COLLECT, TraceKind.TAKEN_IN, TraceKind.SIGNED})
"""Today it comes, or it is there."""


@dataclass(frozen=True)
class TracePhrase:
    """One step as it was understood; the places are the carrier's own words, empty if the step names none."""

    kind: TraceKind
    place: str = ""
    to: str = ""


_OPEN, _CLOSE, _END = r"[【\[「\s]*", r"[】\]」]?", r"【】\[\]「」，。；、,;：:（）()\s"
_PLACE = rf"{_OPEN}(?P<place>[^{_END}]{{2,40}}?){_CLOSE}"
_TO = rf"{_OPEN}(?P<to>[^{_END}]{{2,40}}){_CLOSE}"
_POINT = r"(?:驿站|代收点|自提点|自提柜|快递柜|丰巢|智能柜|快件箱|速递易|便利店)"
_NEXT = rf"[^。]{{0,40}}?(?:发往|目的地|下一站)[：:]?{_TO}"
_STOP = rf"(?=[{_END}]|$)"
_CITY = re.compile(rf"^\s*[【\[「]\s*(?P<city>[^{_END}]{{2,20}})\s*[】\]」]")
_COURTESY = re.compile(
    r"[，。；,;\s（(【]*(?:如有(?:疑问|问题|任何)|如您|若您|感谢|期待|疫情|起早贪黑|有事(?:先)?呼我|请保持|请您?放心|请您?注意|"
    r"您的快递已经|投诉电话|\d{5}(?:/\d+)+为).*$",
    re.DOTALL,
)
"""What carriers add for politeness; its words say nothing of the parcel."""
_NOT_SO = re.compile(
    r"[未没无勿]|不能|不是|取消|撤销|撤回|失败|不成功|拒|暂停|改派|改址|转寄|转单|错[发分]|误[发分]|解除|恢复|预计|计划|预约"
)
"""Words that turn a phrase into another one; a step with one of them is read only if its own pattern says so."""
_OVER = re.compile(r"解除|恢复|已处理|处理完|排除")

_K = TraceKind
_TROUBLE: tuple[tuple[TraceKind, str], ...] = (
    (
        _K.RETURNED,
        r"退(?:回|件|货)件?(?:已|被)?(?:成功)?(?:签收|妥投)|已退(?:回|还)(?:至|给)?(?:寄|发)(?:件|货)(?:人|方|客户)",
    ),
    (_K.RETURNING, r"(?:正在|已|被|将|申请|安排)?退(?:回(?!原因)|件|运)|退回中|原路返回|返回(?:寄|发)件"),
    (_K.REFUSED, r"(?<![未])(?:拒收|拒签|拒绝签收|拒绝收)"),
    (
        _K.FAILED,
        r"(?:派[件送]|投递|配送|妥投)(?:不成功|失败|未成功)|未妥投|未能(?:派送|投递|妥投|送达)|(?:无法|不能)(?:派[件送]|投递|配送|送达|联系)|"
        r"(?:收件人|客户)(?:不在|外出|电话无人接听|无法联系|联系不上)|无人(?:签收|在家)|再次派送",
    ),
    (
        _K.HELD,
        r"滞留|疑难件|问题件|(?:派送|派件|运输|包裹|快件|物流|状态|转运|中转)?异常|延误|延迟|破损|遗失|丢失|扣件|扣留",
    ),
)
_USUAL: tuple[tuple[TraceKind, str], ...] = (
    (_K.ANNOUNCED, r"(?:等待|待|准备)(?:被)?[^，。,;；]{0,8}揽(?:收|件)"),
    (_K.ANNOUNCED, r"^(?:您的)?(?:订单|快件|包裹|运单)?已(?:下单|接单|预报)|已通知快递(?:公司|员)?"),
    (_K.TO_COLLECT, r"待(?:您)?(?:取件|自提|领取)|取[件货]码"),
    (_K.TO_COLLECT, r"请(?:您)?(?:尽快|及时|前往|凭)[^，。,;；]{0,24}(?:取|领)"),
    (
        _K.TO_COLLECT,
        rf"(?:存|放|投入|送达|送至|派送|派件|到达|抵达|代收|入库)[^{_END}]{{0,6}}{_OPEN}[^{_END}]{{0,30}}{_POINT}",
    ),
    (_K.SIGNED, r"已(?:由|被|在|经)?[^，。,;；]{0,40}签收|^签收|签收成功|签收人[：:]|派件已签收|派送成功"),
    (
        _K.SIGNED,
        r"(?:由|被|在)[^，。,;；]{0,30}签收(?!图|人信息)|已妥投|^妥投|投递并签收|已(?:送达|交付)(?:客户|收件人)",
    ),
    (_K.TAKEN_IN, rf"(?:由|被){_PLACE}\s*代(?:为)?(?:收|签)"),
    (_K.TAKEN_IN, r"已代(?:收|签)"),
    (_K.DELIVERING, rf"在{_PLACE}进行派[件送]扫描"),
    (_K.DELIVERING, r"正在(?:为您|第\d+次|进行)?\s*(?:派[件送]|投递|配送)|(?:派[件送]|配送|投递)(?:途)?中"),
    (_K.DELIVERING, r"(?:开始|安排|已安排)(?:派[件送]|投递|配送)|派[件送]扫描|准备签收"),
    (_K.PICKED_UP, rf"在{_PLACE}进行揽[件收]扫描"),
    (_K.ARRIVED, rf"(?:到达|抵达)(?:目的地网点|目的地|当地)?{_PLACE}{_STOP}"),
    (_K.ARRIVED, rf"在(?:分拨中心)?{_PLACE}进行卸车扫描"),
    (_K.LEFT, rf"从{_PLACE}(?:发出|出发|发车|离开)(?:{_NEXT})?"),
    (_K.LEFT, rf"(?:离开|发出){_PLACE}{_STOP}(?:{_NEXT})?"),
    (_K.MOVING, rf"在(?:分拨中心)?{_PLACE}进行[^，。,;；]{{0,8}}扫描(?:{_NEXT})?"),
    (_K.MOVING, rf"(?:即将|准备)(?:发往|送往)[：:]?{_TO}"),
    (_K.LEFT, rf"(?:发往|送往|运往|下一站)[：:]?{_TO}"),
    (_K.PICKED_UP, r"(?:由|被)(?:快递|收件|揽收|揽投)员?[^，。,;；]{0,6}揽[收件]"),
    (_K.PICKED_UP, rf"(?:由|被){_PLACE}\s*揽[收件]"),
    (
        _K.PICKED_UP,
        r"(?:已|成功|完成)(?:被)?[^，。,;；]{0,10}(?:揽[收件]|取件|收件|收取快件|收寄)|(?:揽收|揽件|收件)(?:成功|完成)",
    ),
    (_K.DISPATCHED, r"(?:卖家|商家|仓库|店铺)[^，。,;；]{0,4}发货|(?:包裹|商品|货物|订单)?已(?:经)?(?:出库|发货|打包)"),
    (_K.MOVING, r"运输(?:途)?中|在途(?:中)?|转运中|中转中|正在(?:运输|转运|中转)|分拣(?:中|完成)|完成分拣"),
)
_SCAN_OF_PICK_UP = re.compile(r"揽[件收]扫描")
_SCAN_OF_DELIVERY = re.compile(r"派[件送]扫描")


def phrase_of(remark: str) -> TracePhrase | None:
    """What a step says, if it is one of the usual phrases; None if it is not known what it says."""
    whole = " ".join(remark.split())
    found = _CITY.match(whole)
    city = found["city"] if found else ""
    said = _COURTESY.sub("", whole) or whole
    body = said[found.end() :].strip() if found else said
    if kind := next((kind for kind, pattern in _COMPILED_TROUBLE if pattern.search(said)), None):
        return None if _OVER.search(said) else TracePhrase(kind, _proper(city))
    if _NOT_SO.search(said):
        return None
    for kind, pattern in _COMPILED:
        match = pattern.search(said if kind is TraceKind.TO_COLLECT else body)
        if match is None:
            continue
        # A scan of picking up or of delivery says more than that it moves.
        if kind is TraceKind.MOVING and (_SCAN_OF_PICK_UP.search(match[0]) or _SCAN_OF_DELIVERY.search(match[0])):
            continue
        named, second = match.groupdict(), _CITY.match(body)
        place = named.get("place") or (second["city"] if second and kind in _AT_A_BRANCH else "") or _proper(city)
        return TracePhrase(kind, place or "", named.get("to") or "")
    return None


_COMPILED_TROUBLE = tuple((kind, re.compile(pattern)) for kind, pattern in _TROUBLE)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _USUAL)


_AT_A_BRANCH = frozenset({TraceKind.PICKED_UP, TraceKind.DELIVERING})
"""Steps whose branch some carriers name in brackets after the city."""
_NO_PLACES = frozenset({"代收点", "自提柜", "自提点", "快递柜", "驿站", "菜鸟驿站", "丰巢"})


def _proper(city: str) -> str:
    """The city of a step, unless the brackets hold a sort of place instead."""
    return "" if city in _NO_PLACES else city
