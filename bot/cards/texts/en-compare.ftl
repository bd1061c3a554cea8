## Offers side by side
command-compare = Compare up to five products: links, quantity
head-compare = Side by side: { $pieces } of each
head-compare-to = Side by side: { $pieces } of each, to { $city }
compare-cheapest = cheapest
compare-quickest = ships in { $n } h, the quickest
compare-ships = ships in { $n } h
compare-piece = { $amount } a piece with freight
compare-unit = { $price } each
compare-freight = freight { $amount }
compare-variants = { $variant }, cheapest of { $n }
compare-orders = { $n ->
    [one] { $n } order with us
   *[other] { $n } orders with us
}
compare-many-orders = { $n } orders or more with us
compare-new = new to us
compare-last = last { $price }
compare-wishes = Would take it: { $names }
compare-unpriced = 1688 did not tell its price: { $why }
compare-left-out = { $n ->
    [one] At most five stand side by side: one is left out.
   *[other] At most five stand side by side: { $n } are left out.
}
compare = Compare
compare-first = Compare the first { $n }
compare-take = Take { $n }
compare-wish = I'd take { $n }
compare-type = Other quantity, more products
ask-compare = What shall I compare? Answer with up to five links, product numbers or own SKUs, and a quantity if you like: … 50 pcs
ask-compare-with = Compare it with what? Answer with links, product numbers or own SKUs of up to four more, and a quantity if you like.
ask-compare-more = Answer with another quantity, with more links, or with both.
refusal-comparison-gone = This comparison is kept no longer. Send /compare with the links again.
