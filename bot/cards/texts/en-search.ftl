## Looking for offers: /search and pictures
head-search = Found for “{ $words }”
head-search-picture = Found by your picture
head-search-picture-words = Found by your picture and “{ $words }”
search-at-least = from { $price }
search-up-to = up to { $price }
search-factory = factory
search-soon = ships in 48 h
search-best = best match first
search-cheap = cheapest first
search-sold = most sold first
search-fit = { $n } of { $all } on this page fit “{ $what }”; the others are left out.
search-fit-none = None of the { $all } on this page fits “{ $what }”: all are shown.
search-place-untold = { $n ->
    [one] Of { $n } 1688 does not say where it comes from; the place is among the words that it searched by.
   *[other] Of { $n } 1688 does not say where they come from; the place is among the words that it searched by.
}
search-empty = Nothing found. Try other words; Chinese ones find the most.
search-empty-filtered = Nothing found. Take a filter off, or try other words.
search-empty-picture = Nothing found that looks like it. Send a picture of the goods alone, on a plain ground.
search-other-part = Other part of photo
search-picture-question = To find offers by this picture I send it to 1688. You are asked this once; later pictures go at once.
search-picture-send = Send it to 1688
search-picture-label = This picture shows a waybill or a similar code, so it does not go to 1688. Send one of the goods alone.
refusal-search-over = This search is too old. Send its words or its picture again.
