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

## Waybills
waybills-open = { $n } to count
waybills-counted = { $n } counted
waybills-unknown = { $n } unknown
waybills-remembered = I tell you when 1688 names it.
waybills-too-many = I read { $most } at once. Send the other { $n } again.
waybill-unknown = no parcel of ours
waybill-counted-by = counted in by { $name }
notice-waybill = the parcel that you asked about
picture-no-waybill = I see no waybill in this picture, and I cannot find a product by its picture. Take the bar code alone, flat and sharp, or type the number.
picture-too-large = This file is too large; 20 MB is the most. Send it as a photo.
picture-too-many-pixels = This picture has too many pixels. Send it as a photo.
picture-heic = I cannot read HEIC. Send it as a photo instead of a file.
picture-pdf = I read no PDF here. Send a photo of the label.
picture-not-a-picture = I can read JPEG, PNG and WebP only, and this file is none or is damaged. Send it as a photo.
picture-took-too-long = This picture takes too long to read. Send a smaller one, of the bar code alone.
picture-took-too-much-memory = This picture is too large to be read. Send a smaller one, of the bar code alone.
picture-reader-failed = This picture cannot be read. Take another one, of the bar code alone.
