## 按字词查找订单：/orders 杯子
orders-found = 🔎 { $words }
found-none = 没有包含全部这些字词的订单。查找范围：标题、规格、卖家、货号、运单号、订单号、标签、备注和申请人。
found-none-all = 请减少字词，或只输入词的开头。
found-none-filtered = 请看“全部”。
