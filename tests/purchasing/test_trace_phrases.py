"""The usual phrases of carriers: each form is read as what it says, and what is not usual is not read at all."""

import pytest

from bot.purchasing.orders.trace_phrases import TraceKind, TracePhrase, phrase_of

K = TraceKind
READ: list[tuple[str, TraceKind, str, str]] = [
    # 1688's own sample
    ("在广东广州天河区天平架一公司进行揽件扫描", K.PICKED_UP, "广东广州天河区天平架一公司", ""),
    (
        "在广东广州天河区天平架一公司进行下级地点扫描，即将发往：浙江宁波分拨中心",
        K.MOVING,
        "广东广州天河区天平架一公司",
        "浙江宁波分拨中心",
    ),
    ("在分拨中心广东广州分拨中心进行称重扫描", K.MOVING, "广东广州分拨中心", ""),
    ("在广东广州分拨中心进行装车扫描，即将发往：浙江宁波分拨中心", K.MOVING, "广东广州分拨中心", "浙江宁波分拨中心"),
    ("在分拨中心浙江宁波分拨中心进行卸车扫描", K.ARRIVED, "浙江宁波分拨中心", ""),
    (
        "从浙江宁波分拨中心发出，本次转运目的地：浙江宁波鄞州区邱隘公司",
        K.LEFT,
        "浙江宁波分拨中心",
        "浙江宁波鄞州区邱隘公司",
    ),
    ("到达目的地网点浙江宁波鄞州区邱隘公司，快件将很快进行派送", K.ARRIVED, "浙江宁波鄞州区邱隘公司", ""),
    (
        "在浙江宁波鄞州区邱隘公司进行派件扫描；派送业务员：示例；联系电话：xxxxx",
        K.DELIVERING,
        "浙江宁波鄞州区邱隘公司",
        "",
    ),
    ("快件已被 已签收 签收", K.SIGNED, "", ""),
    # before the carrier has it
    ("您的订单已下单", K.ANNOUNCED, "", ""),
    ("包裹正在等待揽收", K.ANNOUNCED, "", ""),
    ("等待快递员上门揽收", K.ANNOUNCED, "", ""),
    ("待揽收", K.ANNOUNCED, "", ""),
    ("卖家已发货", K.DISPATCHED, "", ""),
    ("商家已发货", K.DISPATCHED, "", ""),
    ("您的包裹已出库", K.DISPATCHED, "", ""),
    ("包裹已打包", K.DISPATCHED, "", ""),
    # picked up
    ("已揽收", K.PICKED_UP, "", ""),
    ("【杭州】已揽收", K.PICKED_UP, "杭州", ""),
    ("快递员已揽收", K.PICKED_UP, "", ""),
    ("顺丰速运 已收取快件", K.PICKED_UP, "", ""),
    ("【深圳市】 【深圳宝安】（0755-00000000） 的 张三 (13800000000) 已揽收", K.PICKED_UP, "深圳宝安", ""),
    ("【广州市】您的快件已由【广州白云网点】揽收", K.PICKED_UP, "广州白云网点", ""),
    ("【姜堰大宗邮件收寄中心】已收件,揽投员:王", K.PICKED_UP, "姜堰大宗邮件收寄中心", ""),
    ("您的订单已被收件员揽收,【广州市白云区营业部】库存中", K.PICKED_UP, "", ""),
    ("揽收成功", K.PICKED_UP, "", ""),
    # under way
    ("运输中", K.MOVING, "", ""),
    ("包裹正在运输中", K.MOVING, "", ""),
    ("快件在途中", K.MOVING, "", ""),
    ("【广州市】分拣完成", K.MOVING, "广州市", ""),
    ("快件已到达【广州】", K.ARRIVED, "广州", ""),
    ("快件已到达【杭州转运中心】", K.ARRIVED, "杭州转运中心", ""),
    ("快件到达 【达州市大竹县竹海路营业点】", K.ARRIVED, "达州市大竹县竹海路营业点", ""),
    ("【上海市】快件已到达 上海转运中心", K.ARRIVED, "上海转运中心", ""),
    ("【珠海市】 快件已经到达 【珠海一部】", K.ARRIVED, "珠海一部", ""),
    ("货物已到达【厦门杏林营业部】", K.ARRIVED, "厦门杏林营业部", ""),
    ("到达【泰州市姜堰区转运站】", K.ARRIVED, "泰州市姜堰区转运站", ""),
    ("快件已发往【杭州转运中心】", K.LEFT, "", "杭州转运中心"),
    ("【深圳市】快件已发往 广东东莞沙田镇公司", K.LEFT, "深圳市", "广东东莞沙田镇公司"),
    ("已发往广州", K.LEFT, "", "广州"),
    ("【广州市】 快件离开 【广州中心】 已发往 【珠海一部】", K.LEFT, "广州中心", "珠海一部"),
    ("快件离开【重庆渝北集散中心】,正发往 【达州杨柳集散中心】", K.LEFT, "重庆渝北集散中心", "达州杨柳集散中心"),
    ("离开【姜堰大宗邮件收寄中心】，下一站【姜堰车间】", K.LEFT, "姜堰大宗邮件收寄中心", "姜堰车间"),
    ("运输中,离开【广州市转运中心】,下一站【白云营业部】", K.LEFT, "广州市转运中心", "白云营业部"),
    ("货物已完成分拣，离开【苏州接货仓】", K.LEFT, "苏州接货仓", ""),
    ("快件已离开【华东转运中心】", K.LEFT, "华东转运中心", ""),
    ("快件已从杭州转运中心发出", K.LEFT, "杭州转运中心", ""),
    # out for delivery
    ("派送中", K.DELIVERING, "", ""),
    ("正在派件", K.DELIVERING, "", ""),
    ("快件正在派送中，请保持电话畅通", K.DELIVERING, "", ""),
    ("正在派送途中,请您准备签收(派件人:叶,电话:18300000000)", K.DELIVERING, "", ""),
    ("[深圳市]快件交给欧,正在派送途中（联系电话：15800000000）", K.DELIVERING, "深圳市", ""),
    ("【珠海市】 【珠海一部】 的快递小哥 正在第1次派件, 请保持电话畅通", K.DELIVERING, "珠海一部", ""),
    (
        "【佛山市】广东佛山桂城公司 快递员 石 正在为您派件【95114/95121为韵达快递员外呼专属号码，请放心接听】",
        K.DELIVERING,
        "佛山市",
        "",
    ),
    ("【泰州市】安排投递，投递员:王", K.DELIVERING, "泰州市", ""),
    # to be collected, or taken in
    ("待取件", K.TO_COLLECT, "", ""),
    ("快件已暂存至杭州菜鸟驿站，请凭取件码1-2-3及时领取", K.TO_COLLECT, "", ""),
    ("【代收点】您的快件已送达 金成时代广场3号楼速递易 保管，请及时领取", K.TO_COLLECT, "", ""),
    ("【佛山市】快件已存放在【丰巢智能柜】，取件码已发送", K.TO_COLLECT, "佛山市", ""),
    ("【菜鸟驿站】您的包裹已到站，凭4-2-0329到1号楼取件。取件码4-2-0329", K.TO_COLLECT, "", ""),
    ("您的快件已由【仓库】代收", K.TAKEN_IN, "仓库", ""),
    # signed for
    ("已签收", K.SIGNED, "", ""),
    ("快件已签收", K.SIGNED, "", ""),
    ("签收", K.SIGNED, "", ""),
    (
        "您的快件已签收，如有疑问请电联快递员【王，电话：13600000000】。感谢您使用顺丰，期待再次为您服务。（主单总件数：1件）",
        K.SIGNED,
        "",
        "",
    ),
    ("已签收,感谢使用顺丰,期待再次为您服务", K.SIGNED, "", ""),
    ("【佛山市】您的快件已签收,签收人：家顺生活超市，如有疑问请电联快递员：石", K.SIGNED, "佛山市", ""),
    ("【珠海市】 快件已在 【珠海一部】 签收, 签收人: 本人", K.SIGNED, "珠海市", ""),
    ("客户签收人: 已签收 感谢使用圆通速递，期待再次为您服务", K.SIGNED, "", ""),
    ("【泰州市】已妥投", K.SIGNED, "泰州市", ""),
    ("【泰州市】投递并签收，签收人：他人收", K.SIGNED, "泰州市", ""),
    # trouble
    ("【广州市】快件滞留，正在处理", K.HELD, "广州市", ""),
    ("疑难件处理中", K.HELD, "", ""),
    ("快件因天气原因延误", K.HELD, "", ""),
    ("派送异常", K.HELD, "", ""),
    ("由于收件人不在原因 派件不成功", K.FAILED, "", ""),
    ("【广州市】未妥投，原因：无人在家", K.FAILED, "广州市", ""),
    ("客户拒收", K.REFUSED, "", ""),
    ("收件人拒收，退回中", K.RETURNING, "", ""),
    ("快件正在退回", K.RETURNING, "", ""),
    ("退回件已签收", K.RETURNED, "", ""),
    ("已退回寄件人", K.RETURNED, "", ""),
]

NOT_READ = [
    "",
    '在官网"运单资料&签收图",可查看签收人信息',
    "快件尚未签收",
    "包裹还没有揽收",
    "揽收失败",
    "已取消派送",
    "预计明天送达",
    "异常已解除",
    "改派至【广州二部】",
    "货物已分配",
    "客户要求改址",
    "Departed from facility",
    "您好，祝您生活愉快",
    "快件转寄至【上海】，新单号为123",
]


@pytest.mark.parametrize(("remark", "kind", "place", "to"), READ)
def test_a_usual_phrase_is_read_with_its_places(remark: str, kind: TraceKind, place: str, to: str) -> None:
    assert phrase_of(remark) == TracePhrase(kind, place, to)


@pytest.mark.parametrize("remark", NOT_READ)
def test_what_is_not_usual_or_says_that_it_is_not_so_is_not_read(remark: str) -> None:
    assert phrase_of(remark) is None


def test_every_kind_has_a_phrase() -> None:
    assert {kind for _, kind, _, _ in READ} == set(TraceKind)


@pytest.mark.parametrize(
    "remark", ["已" * 5000, "【" * 3000, "在" * 2000 + "进行", "离开【" * 1500, "由" * 3000 + "代收"]
)
def test_a_long_line_is_read_quickly(remark: str) -> None:
    phrase_of(remark)
