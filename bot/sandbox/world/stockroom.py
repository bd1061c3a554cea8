"""The rows from which the catalogue is built: titles in three languages, prices in fen, variants."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StockRow:
    """One offer as it is written down here."""

    kind: str
    shape: str
    seller: str
    unit: str
    title: tuple[str, str, str]
    tiers: tuple[tuple[int, int], ...]
    stock: int = 5000
    grams: int = 200
    axes: tuple[tuple[str, int], ...] = ()
    step_fen: int = 0
    by_quantity: bool = False
    gap: int = 0
    min_order: int | None = None
    lot: int | None = None
    status: str = "published"
    near_stock: int | None = None
    ship_hours: int = 48
    own_sku: bool = False
    """Whether it has one SKU although it has no variants; 1688 gives that SKU a spec id equal to its own number."""


UNITS = {
    "piece": ("件", "piece", "шт."),
    "item": ("个", "pc", "шт."),
    "pair": ("双", "pair", "пара"),
    "set": ("套", "set", "набор"),
    "only": ("只", "pc", "шт."),
}

AXES: dict[str, tuple[tuple[str, str, str], tuple[tuple[str, str, str], ...]]] = {
    "colour": (
        ("颜色", "Color", "Цвет"),
        (
            ("白色", "White", "Белый"), ("黑色", "Black", "Чёрный"), ("藏青色", "Navy", "Тёмно-синий"),
            ("红色", "Red", "Красный"), ("浅灰色", "Light gray", "Светло-серый"), ("卡其色", "Khaki", "Хаки"),
            ("军绿色", "Army green", "Армейский зелёный"), ("粉色", "Pink", "Розовый"),
        ),
    ),
    "size": (
        ("尺码", "Size", "Размер"),
        (
            ("S", "S", "S"), ("M", "M", "M"), ("L", "L", "L"), ("XL", "XL", "XL"), ("2XL", "2XL", "2XL"),
            ("3XL", "3XL", "3XL"),
        ),
    ),
    "volume": (
        ("容量", "Capacity", "Объём"),
        (("350ml", "350 ml", "350 мл"), ("500ml", "500 ml", "500 мл"), ("750ml", "750 ml", "750 мл"),
         ("1000ml", "1000 ml", "1000 мл")),
    ),
    "plug": (
        ("插头规格", "Plug type", "Тип вилки"),
        (("国标", "CN plug", "Вилка CN"), ("欧规", "EU plug", "Вилка EU"), ("美规", "US plug", "Вилка US"),
         ("英规", "UK plug", "Вилка UK")),
    ),
    "length": (
        ("长度", "Length", "Длина"),
        (("1米", "1 m", "1 м"), ("1.5米", "1.5 m", "1,5 м"), ("2米", "2 m", "2 м"), ("3米", "3 m", "3 м")),
    ),
}  # fmt: skip

ROWS: tuple[StockRow, ...] = (
    StockRow("plain", "mug", "cup", "item",
        ("北欧简约陶瓷马克杯 哑光釉 350ml", "Nordic ceramic mug, matte glaze, 350 ml",
         "Керамическая кружка в скандинавском стиле, матовая, 350 мл"),
        ((1, 1250),), grams=380),
    StockRow("plain", "lamp", "light", "item",
        ("LED护眼台灯 USB充电 三档调光", "LED desk lamp, USB rechargeable, 3 dimming levels",
         "Светодиодная настольная лампа, зарядка от USB, 3 режима"),
        ((1, 3290),), grams=620),
    StockRow("plain", "wrench", "tool", "item",
        ("铬钒钢活动扳手 10寸 大开口", "Chrome vanadium adjustable wrench, 10 inch",
         "Разводной ключ, хром-ванадий, 10 дюймов"),
        ((2, 1680),), grams=450),
    StockRow("plain", "bottle", "cup", "only",
        ("316不锈钢保温杯 商务礼品 500ml", "316 stainless vacuum flask for gifts, 500 ml",
         "Термос из нержавеющей стали 316, 500 мл"),
        ((1, 2860),), stock=800, grams=410),
    StockRow("plain", "bag", "bag", "item",
        ("大容量防泼水双肩电脑包 15.6寸", "Water-repellent laptop backpack, 15.6 inch",
         "Водоотталкивающий рюкзак для ноутбука 15,6 дюйма"),
        ((1, 4550),), stock=350, grams=780),
    StockRow("plain", "plug", "tech", "item",
        ("65W氮化镓充电头 双Type-C 折叠插脚", "65 W GaN charger, dual Type-C, folding pins",
         "Зарядное устройство GaN 65 Вт, два Type-C"),
        ((1, 3990),), grams=130),
    StockRow("range", "box", "box", "item",
        ("透明桌面收纳盒 抽屉式 可叠加", "Clear desktop storage box with drawer, stackable",
         "Прозрачный настольный органайзер с ящиком"),
        ((10, 320), (100, 290), (1000, 255)), stock=99_999, grams=350),
    StockRow("range", "carton", "paper", "item",
        ("五层特硬快递纸箱 搬家打包箱 定制印刷", "Five-layer hard shipping carton, custom print",
         "Пятислойная картонная коробка для отправки"),
        ((50, 185), (500, 158), (2000, 132)), stock=80_000, grams=420),
    StockRow("range", "lamp", "light", "item",
        ("床头小夜灯 触摸感应 暖光 礼品批发", "Bedside touch night light, warm, wholesale gift",
         "Сенсорный ночник, тёплый свет, оптом"),
        ((5, 990), (50, 890), (300, 790)), grams=260, ship_hours=24),
    StockRow("range", "wrench", "tool", "set",
        ("家用五金工具套装 12件 礼盒装", "Household hand tool set, 12 pieces, gift box",
         "Набор ручных инструментов, 12 предметов"),
        ((2, 3880), (20, 3600), (100, 3350)), grams=1350),
    StockRow("range", "mug", "cup", "item",
        ("广告陶瓷杯 定制logo 礼品水杯", "Promotional ceramic cup, custom logo",
         "Керамическая кружка под логотип"),
        ((24, 680), (240, 610), (2400, 545)), grams=340, ship_hours=24),
    StockRow("range", "socks", "knit", "pair",
        ("秋冬加厚毛圈袜 中筒 男女同款", "Thick terry crew socks for autumn and winter",
         "Тёплые махровые носки, унисекс"),
        ((10, 360), (100, 310), (1000, 268)), stock=60_000, grams=60),
    StockRow("sku", "shirt", "knit", "piece",
        ("纯棉圆领短袖T恤 宽松百搭 现货", "Cotton crew-neck T-shirt, loose fit, in stock",
         "Хлопковая футболка свободного кроя, в наличии"),
        ((2, 1850),), stock=60, grams=190,
        axes=(("colour", 4), ("size", 5)), step_fen=50, gap=7),
    StockRow("sku", "bottle", "cup", "only",
        ("运动水壶 Tritan材质 大容量随手杯", "Tritan sports bottle, large capacity",
         "Спортивная бутылка из тритана"),
        ((1, 1590),), stock=220, grams=160,
        axes=(("colour", 3), ("volume", 3)), step_fen=280),
    StockRow("sku", "plug", "tech", "item",
        ("20W快充充电器 多国规格 过认证", "20 W fast charger, plugs for several countries, certified",
         "Быстрая зарядка 20 Вт, разные вилки"),
        ((1, 1280),), stock=900, grams=70,
        axes=(("plug", 4),), step_fen=110),
    StockRow("sku", "shirt", "knit", "piece",
        ("重磅卫衣 连帽加绒 八色六码 一件代发", "Heavyweight fleece hoodie, 8 colors, 6 sizes, single piece",
         "Плотное худи с начёсом, 8 цветов, 6 размеров"),
        ((1, 4680),), stock=35, grams=720,
        axes=(("colour", 8), ("size", 6)), step_fen=120, gap=11),
    StockRow("sku", "bag", "bag", "item",
        ("轻便折叠旅行包 可套拉杆 多色", "Foldable travel bag with trolley sleeve, several colors",
         "Складная дорожная сумка, разные цвета"),
        ((1, 2290),), stock=140, grams=330, axes=(("colour", 6),)),
    StockRow("sku", "socks", "knit", "pair",
        ("女士船袜 硅胶防滑 浅口隐形", "No-show socks with silicone grip", "Невидимые носки с силиконом"),
        ((5, 290),), stock=700, grams=30, axes=(("colour", 5),), step_fen=10, gap=5),
    StockRow("sku", "lamp", "light", "item",
        ("复古铁艺台灯 书房卧室 可选插头", "Retro iron desk lamp, choice of plug",
         "Настольная лампа в стиле ретро, вилка на выбор"),
        ((1, 6800),), stock=90, grams=1500,
        axes=(("colour", 2), ("plug", 3)), step_fen=200, ship_hours=72),
    StockRow("sku_range", "plug", "tech", "item",
        ("编织快充数据线 6A 多长度 阶梯价", "Braided 6 A fast-charging cable, several lengths, tier prices",
         "Плетёный кабель 6 А, разная длина"),
        ((10, 560), (100, 490), (1000, 430)), stock=4000, grams=45,
        axes=(("colour", 3), ("length", 4)), by_quantity=True),
    StockRow("sku_range", "box", "box", "item",
        ("可折叠收纳箱 带盖 多色 批量优惠", "Folding storage crate with lid, several colors, volume discount",
         "Складной ящик с крышкой, скидка за объём"),
        ((6, 1490), (60, 1360), (600, 1240)), stock=2600, grams=900,
        axes=(("colour", 4),), by_quantity=True),
    StockRow("lot", "socks", "knit", "pair",
        ("棉袜10双装 商务中筒 整包批发", "Cotton business socks, sold by the pack of ten",
         "Хлопковые носки, упаковками по десять"),
        ((20, 350), (200, 318)), stock=30_000, grams=50, lot=10),
    StockRow("lot", "carton", "paper", "item",
        ("飞机盒 服装包装盒 整捆起售", "Mailer boxes for apparel, sold by the bundle",
         "Самосборные коробки, пачками по 25"),
        ((50, 96), (500, 82)), stock=50_000, grams=110, lot=25),
    StockRow("mixed", "mug", "cup", "item",
        ("手绘釉下彩陶瓷杯 店铺混批", "Hand-painted underglaze cup, mixed wholesale",
         "Кружка с ручной росписью, смешанный опт"),
        ((20, 1180),), stock=1500, grams=360, ship_hours=72),
    StockRow("mixed", "plug", "tech", "item",
        ("车载手机支架 出风口 全店混批", "Car vent phone holder, mixed wholesale",
         "Автодержатель для телефона, смешанный опт"),
        ((10, 860),), stock=2500, grams=120),
    StockRow("mixed", "shirt", "knit", "piece",
        ("速干运动T恤 多色 全店混批", "Quick-dry sports T-shirt, several colors, mixed wholesale",
         "Быстросохнущая футболка, смешанный опт"),
        ((10, 1690),), stock=260, grams=150, axes=(("colour", 5),)),
    StockRow("sold_out", "bag", "bag", "item",
        ("帆布手提袋 文艺小清新 补货中", "Canvas tote bag, restocking", "Холщовая сумка, ждём поставку"),
        ((1, 890),), grams=210),
    StockRow("sold_out", "bottle", "cup", "only",
        ("儿童吸管保温杯 卡通 断货", "Children's straw flask, out of stock", "Детский термос с трубочкой"),
        ((1, 3150),), grams=300, axes=(("colour", 3), ("volume", 2)), step_fen=300),
    StockRow("delisted", "lamp", "light", "item",
        ("旧款夹子台灯 已停产", "Clip-on desk lamp, discontinued", "Лампа на прищепке, снята с продажи"),
        ((1, 2100),), stock=12, grams=500, status="expired"),
    StockRow("delisted", "wrench", "tool", "item",
        ("双头梅花扳手 旧包装", "Double box-end wrench, old packing", "Накидной ключ, старая упаковка"),
        ((5, 720),), stock=40, grams=310, status="member deleted"),
    StockRow("no_api", "carton", "paper", "item",
        ("定制彩盒 打样询价 线下成交", "Custom color boxes, sampling on request, sold offline",
         "Коробки на заказ, по запросу"),
        ((500, 210), (5000, 168)), stock=100_000, grams=90),
    StockRow("no_api", "box", "box", "item",
        ("注塑开模加工 来图定制", "Injection molding to drawing", "Литьё пластика по чертежу"),
        ((100, 480),), stock=10_000, grams=300),
    StockRow("split", "bottle", "cup", "only",
        ("双层玻璃杯 两地仓发货 现货速发", "Double-wall glass, ships from two warehouses",
         "Стакан с двойными стенками, два склада"),
        ((1, 990),), stock=60, grams=280, near_stock=20),
    StockRow("split", "bag", "bag", "item",
        ("儿童书包 减负护脊 双仓现货", "Children's school bag, two warehouses",
         "Школьный рюкзак, два склада"),
        ((1, 3680),), stock=80, grams=650, near_stock=30),
    StockRow("plain", "lamp", "light", "item",
        ("太阳能庭院灯 感应 单款无规格", "Solar garden light with sensor, one model only",
         "Садовый фонарь на солнечной батарее, с датчиком"),
        ((1, 2760),), stock=900, grams=540, own_sku=True),
)  # fmt: skip
