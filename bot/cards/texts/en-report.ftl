## What was bought in a period: /report
command-report = What was bought, and what it cost
usage-report =
    /report
    /report week by seller
    /report 1 nov - 15 nov
    /report 2026-11 tag "Shop A"
report-head = report: { $period }
report-of-week = week { $days }
report-before = Against { $days } (pale)
report-asked = Asked for: { $n } · { $total }
report-ordered = Ordered: { $total }
report-paid = Paid: { $total }
report-back = Came back: { $total }
report-other = Other costs: { $total }
report-cost = Cost: { $total }
report-pieces = { $n ->
    [one] { $pieces } in { $n } order
   *[other] { $pieces } in { $n } orders
 }
report-nothing = Nothing was bought in this period.
report-by-person = By person:
report-by-seller = By seller:
report-by-tag = By tag:
report-by-offer = By product:
report-none = not named
report-rest = … and { $n } more · { $total }
report-open = Open now:
report-open-asked = Waits for approval: { $n } · { $total }
report-open-to-pay = To pay: { $n } · { $total }
report-open-out = Paid, not in: { $n } · { $total }
report-open-refunds = Refunds run: { $n } · { $total }
report-nothing-open = Nothing is open now.
report-day = Day
report-month = Month
report-week = Week
report-person = People
report-seller = Sellers
report-tag = Tags
report-offer = Products
report-every-tag = Every tag
report-sheet = Sheet
