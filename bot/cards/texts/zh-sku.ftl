## 自有货号：清单，以及按货号采购
command-sku = 自有货号：您的货号与货源
usage-sku =
    /sku TSH-RED-M 600000000001 红色 M x5
    /sku TSH-RED-M reserve 600000000002 红色 M
    /sku TSH-RED-M name 红色T恤 M
    /sku remove TSH-RED-M
    /sku export
    /buy TSH-RED-M 20
skus-empty = 还没有自有货号。
skus-how = 给商品一个自己的货号；x5 表示您的 1 件等于 1688 的 5 件：
head-skus = 自有货号：{ $n }
skus-buy-how = 采购请发：/buy 货号 20
as-sheet = 导出表格
sku-ratio = 您的 1 件 = 1688 的 { $n } 件
sku-ratio-short = × { $n }
sku-source = 货源：{ $offer }
sku-reserve = 备用货源：{ $offer }
sku-no-variant = 未指定规格
sku-not-checked = 尚未核对
sku-buy = 采购
sku-remove = 移除
sku-remove-yes = 是，移除
sku-remove-question = 要把 { $sku } 从清单移除吗？按它下的采购单会保留货号。
sku-removed = { $sku } 已从清单移除。
sku-added = 已添加：
sku-changed = 现在的记录：
sku-renamed = 名称已改为新商品的名称，原来是“{ $name }”；要另取名称：{ $sku }
sku-code-empty = 没有货号。
sku-code-too-long = 货号最多 64 个字符。
sku-code-white-space = 货号里不能有空格。
sku-code-first-sign = 货号要以字母或数字开头：{ $words }
sku-code-like-an-id = 这可能是 1688 的编号，不能用作货号：{ $words }
sku-code-like-a-link = 这可能是链接，不能用作货号：{ $words }
sku-code-like-a-number = 这可能是数量，不能用作货号：{ $words }
sku-code-reserved = 不能用作货号：{ $words }
sku-ratio-wrong = 您的 1 件要等于 1688 的整数件，从 1 到 9,999：x5
sku-ratio-shared = 备用货源用货号本身的比例，请写在货号上，这里不要写 x。
skus-unknown = 清单里没有这些货号：{ $names }
skus-rest = 其余的照常处理。
skus-unclear = 这些货号的数量不确定：{ $names }
ask-sku-count = { $n ->
    [1] { $sku } 要多少？
   *[other] { $sku } 要多少？每件等于 1688 的 { $n } 件。
}
sku-take-reserve = 用另一货源
sku-take-reserve-of = { $sku }：用备用货源
sku-reserve-offered = 还有另一货源，价格和卖家可能不同。
skus-file = 货号：{ $n }。修改后把文件发回来即可：我只添加和更改，不会移除。
skus-taken-in = 自有货号：新增 { $added }，更改 { $changed }，未变 { $same }。
skus-unnamed = { $n } 个货号现在对应别的商品，原商品的名称已去掉：{ $names }。如要采用文件中的名称，请再发一次文件。
skus-none-removed = 没有移除任何货号。
sku-row-bad-link = 不是 1688 商品：{ $words }
sku-row-short-link = 短链接，请用完整链接：{ $words }
sku-row-bad-ratio = 要是 1 到 9,999 的整数：{ $words }
sku-row-no-source = 新货号需要链接：{ $words }
sku-row-twice = 货号重复，以第一行为准：{ $words }
sku-row-hidden = 被筛选隐藏
sku-row-no-value = 公式没有值
sku-from-reserve = 另一货源
sku-raised = 凑成整批（每批 { $lot }）：{ $wanted } → { $bought }
sku-raised-some = 凑成整批：{ $names }
sku-instead = 按货号 { $wanted }，现选 { $bought }
sku-instead-some = 按货号 → 现选：{ $names }
sku-other-variant = 规格不同：{ $names }
refusal-only-keepers = 只有管理员和采购员可以更改清单（{ $names }）。
refusal-unknown-sku = 清单里没有货号 { $sku }。用 /sku 查看清单。
refusal-unknown-variant = 这些文字不能确定这件商品的一个规格：{ $words }
refusal-too-many-skus = 一份清单最多 { $limit } 个货号。
refusal-no-reserve = { $number } 没有另一货源。
refusal-sku-count-unclear = 要多少？请写一个整数，例如 20。
sheet-column-code = 货号
sheet-row-unknown-code = 自有货号清单里没有：{ $words }
sku-codes = { $n } 个货号：{ $names }
sku-short-reserve = { $words }（另一货源）
