## Exports: what was bought, as a file
command-export = What was bought as a file, for a spreadsheet
export-head = what was bought, as a file
export-explained = An order stands in the month in which it was paid, before that in the one in which it was placed, with all that became of it since.
export-how = Write it so: /export lines november csv tag "Shop A". Days are “this month”, “last month”, “this year”, “all”, 2026-11, or 2026-11-01 2026-11-15.
export-nothing = Nothing was bought then.
export-send = Send the file
export-choose-month = This month
export-choose-before = Last month
export-choose-year = This year
export-choose-all = Everything
export-choose-lines = Lines
export-choose-orders = Orders
export-choose-xlsx = Excel (.xlsx)
export-choose-csv = CSV
export-ready = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
export-zone = days of { $zone }
refusal-only-exporters = Only admins and buyers export what was bought ({ $names }).
refusal-export-too-long = That is more than a chat takes: 100,000 rows or 50 MB. Take fewer days, or write it at the server with caigou export.
## The columns
export-number = Purchase
export-order = 1688 order
export-line = Line
export-state = State
export-team = Team
export-requester = Asked by
export-approvers = Approved by
export-why = Reason
export-note = Note
export-tag = Tag
export-seller = Seller
export-title = Product
export-variant = Variant
export-sku = Own SKU
export-pieces = Pieces
export-arrived = Arrived
export-damaged = Damaged
export-missing = Missing
export-closed = Closed
export-cancelled = Cancelled
export-surplus = Surplus
export-due = To pay, ¥
export-paid = Paid, ¥
export-refunded = Came back, ¥
export-other = Other costs, ¥
export-cost = Cost, ¥
export-per-piece = Cost per piece, ¥
export-currency = Currency
export-rate = Yuan for one unit
export-converted = Cost in this currency
export-placed-at = Ordered ({ $zone })
export-paid-at = Paid on ({ $zone })
export-waybills = Waybills
export-told = As 1688 told it on ({ $zone })
