### English, what was bought before, and of whom. Plain text only; markup is the cards' work.

## The last time
last-time = Last { $price }, { $when }
last-now = now { $change }
last-same = now the same
median-price = Median price of the last month: { $price }

## The card of a seller
seller-card = Seller
seller-by-1688 = 1688 says:
seller-untold = 1688 says nothing of this seller.
seller-refund-rate = refunds { $percent } %
seller-on-time-rate = shipped on time { $percent } %
seller-score = score { $percent }
seller-ships = Days from payment to shipment: { $days } (median)
seller-kept = Shipped on time: { $n } of { $of }
seller-counted = Of { $n } pcs counted: { $short } short, { $damaged } damaged or wrong
seller-refunds = Refunds asked: { $n }, money back { $back } ({ $sum }), refused { $refused }
refusal-reserve-unsold = { $number }: the other source cannot be bought now either. Nothing was changed.
event-other-source = took the other source
