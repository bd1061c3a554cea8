"""The sandbox's shops, categories and delivery addresses."""

from dataclasses import dataclass

from bot.sandbox.world.goods import Category, Freight, Mix, PretendSeller, PretendWords

_SHOPS = (
    ("knit", "义乌市暖针服饰有限公司", "Yiwu Nuanzhen Apparel Co., Ltd.", "Иу Нуаньчжэнь, одежда",
     "nuanzhen_fs", 2208110031, "浙江省", "义乌市", "周敏", Freight(600, 1000, 200), Mix(3, 100)),
    ("box", "汕头市澄海区方盒塑料制品厂", "Shantou Fanghe Plastics Factory", "Шаньтоу Фанхэ, пластик",
     "fanghe_plastic", 2208110042, "广东省", "汕头市", "林志强", Freight(800, 3000, 150), None),
    ("light", "中山市古镇星灯照明厂", "Zhongshan Xingdeng Lighting Factory", "Чжуншань Синдэн, освещение",
     "xingdeng_light", 2208110053, "广东省", "中山市", "梁卫东", Freight(1000), None),
    ("cup", "潮州市瓷语陶瓷有限公司", "Chaozhou Ciyu Ceramics Co., Ltd.", "Чаочжоу Цыюй, керамика",
     "ciyu_ceramic", 2208110064, "广东省", "潮州市", "陈婉", Freight(900, 1000, 300), Mix(10, 200)),
    ("bag", "广州市白云区行远箱包厂", "Guangzhou Xingyuan Bags Factory", "Гуанчжоу Синъюань, сумки",
     "xingyuan_bag", 2208110075, "广东省", "广州市", "黄建国", Freight(1200, 2000, 250), None),
    ("tech", "深圳市联速电子有限公司", "Shenzhen Liansu Electronics Co., Ltd.",
     "Шэньчжэнь Ляньсу, электроника", "liansu_tech", 2208110086, "广东省", "深圳市", "吴晓峰",
     Freight(500), Mix(5, 150)),
    ("paper", "温州市苍南纸艺包装厂", "Wenzhou Cangnan Paper Packaging Factory", "Вэньчжоу Цаннань, упаковка",
     "cangnan_paper", 2208110097, "浙江省", "温州市", "郑小兰", Freight(0), None),
    ("tool", "永康市铁匠五金工具厂", "Yongkang Tiejiang Hardware Factory", "Юнкан Тецзян, инструмент",
     "tiejiang_tool", 2208110108, "浙江省", "永康市", "徐铁军", Freight(700, 1000, 180), None),
)  # fmt: skip

SELLERS: dict[str, PretendSeller] = {
    key: PretendSeller(
        key, PretendWords(zh, en, ru), login, user, f"BBB{key}{user:x}Openid", province, city, contact, freight, mix
    )
    for key, zh, en, ru, login, user, province, city, contact, freight, mix in _SHOPS
}

CATEGORIES: dict[str, Category] = {
    shape: Category(number, PretendWords(zh, en, ru), shape, parents)
    for number, shape, zh, en, ru, parents in (
        (1031911, "shirt", "T恤", "T-shirts", "Футболки", (311, 10165)),
        (1037192, "socks", "袜子", "Socks", "Носки", (311, 10208)),
        (1048183, "box", "收纳盒", "Storage boxes", "Коробки для хранения", (15, 1042954)),
        (122698004, "lamp", "台灯", "Desk lamps", "Настольные лампы", (1034, 122696005)),
        (201128501, "mug", "马克杯", "Mugs", "Кружки", (15, 201160001)),
        (1042841, "bag", "双肩包", "Backpacks", "Рюкзаки", (1813, 1042842)),
        (130822002, "plug", "充电器", "Chargers", "Зарядные устройства", (57, 130822220)),
        (1033841, "carton", "纸箱", "Cartons", "Картонные коробки", (68, 1033842)),
        (122084003, "wrench", "扳手", "Wrenches", "Гаечные ключи", (122088003, 1046902)),
        (124734011, "bottle", "保温杯", "Vacuum flasks", "Термосы", (15, 201160002)),
    )
}


@dataclass(frozen=True)
class PretendAddress:
    """A delivery address: saved in the account, or sent with an order (id 0)."""

    id: int
    full_name: str
    mobile: str
    province: str
    city: str
    area: str
    town: str
    address: str
    code: str
    town_code: str
    post: str
    phone: str = ""
    default: bool = False

    @property
    def area_text(self) -> str:
        return " ".join(part for part in (self.province, self.city, self.area) if part)


ADDRESSES = (
    PretendAddress(761204518, "王海燕", "13600000021", "浙江省", "金华市", "义乌市", "稠江街道",
            "货运仓库3号楼2层A区", "330782", "330782003", "322000", default=True),
    PretendAddress(761204733, "李国栋", "13600000022", "广东省", "广州市", "白云区", "石井街道", "物流园C栋15号库",
            "440111", "440111016", "510430"),
    PretendAddress(761205046, "赵丽", "13600000023", "黑龙江省", "牡丹江市", "绥芬河市", "绥芬河镇",
            "边贸路跨境仓8号", "231081", "231081100", "157300"),
)  # fmt: skip
