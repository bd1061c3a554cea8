## What arrives, and who counts it
count-head = what arrived
count-all = All there
count-in = Count in
count-of = { $arrived } of { $ordered }
count-damaged = { $n } damaged
count-wrong = { $n } wrong
count-closed = { $n } closed
count-cancelled = { $n } cancelled
count-surplus = { $n } surplus
count-missing = { $n } missing
count-arrived = arrived { $arrived } of { $ordered }
event-counted = counted in
refusal-nothing-counted = Nothing is counted in { $number } yet. Say how many pieces came.
refusal-counted-meanwhile = Somebody else counted { $number } just now. Look at what they counted, then add what is missing.
refusal-more-than-ordered = { $more } more than ordered in { $number }. If they really came, say that they are surplus.
refusal-only-receivers = Only receivers, requesters and buyers count what arrives.

## What arrives: /arrivals
command-arrivals = Parcels that arrive, to be counted
arriving-head = what arrives
arriving-nothing = No parcel is under way.
arriving-none-today = Nothing is at the door.
arriving-today = Today:
arriving-parcels = { $n ->
    [one] { $n }{ $more } parcel
   *[other] { $n }{ $more } parcels
}
arriving-pieces = { $n ->
    [one] { $n }{ $more } piece
   *[other] { $n }{ $more } pieces
}
arriving-late = { $n }{ $more } late
arriving-others = { $n }{ $more } more under way
arriving-signed = signed
arriving-near = at the door
arriving-sent = on its way
arriving-sheet = As a sheet
arriving-sheet-ready = { $n ->
    [one] { $n } parcel that arrives
   *[other] { $n } parcels that arrive
}
arriving-columns = Waybill | Purchase | Product | Variant | Own SKU | Picture | Pieces | Newest step | Signed (Beijing) | Counted
morning-show-arrivals = What arrives
