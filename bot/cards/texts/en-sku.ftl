## Own SKUs: the list, and what is bought by its codes
command-sku = Own SKUs: your codes and where they are bought
usage-sku =
    /sku TSH-RED-M 600000000001 red M x5
    /sku TSH-RED-M reserve 600000000002 red M
    /sku TSH-RED-M name Red T-shirt, M
    /sku remove TSH-RED-M
    /sku export
    /buy TSH-RED-M 20
skus-empty = There are no own SKUs yet.
skus-how = Give a product your own code; x5 means that one of yours is 5 pieces of 1688:
head-skus = Own SKUs: { $n }
skus-buy-how = To buy: /buy CODE 20
as-sheet = As a sheet
sku-ratio = { $n ->
    [one] One of yours is one piece of 1688.
   *[other] One of yours is { $n } pieces of 1688.
}
sku-ratio-short = × { $n }
sku-source = Source: { $offer }
sku-reserve = Reserve: { $offer }
sku-no-variant = no variant
sku-not-checked = not checked yet
sku-buy = Buy
sku-remove = Remove
sku-remove-yes = Yes, remove it
sku-remove-question = Take { $sku } off the list? Purchases that were made by it keep it.
sku-removed = { $sku } is off the list.
sku-added = Added:
sku-changed = This is how it is kept:
sku-renamed = It has the name of its new product. Before it was “{ $name }”; to give it another: { $sku }
sku-code-empty = There is no code.
sku-code-too-long = A code has at most 64 characters.
sku-code-white-space = A code has no spaces.
sku-code-first-sign = A code begins with a letter or a digit: { $words }
sku-code-like-an-id = This could be a number of 1688, so it cannot be a code: { $words }
sku-code-like-a-link = This could be a link, so it cannot be a code: { $words }
sku-code-like-a-number = This could be a quantity, so it cannot be a code: { $words }
sku-code-reserved = This cannot be a code: { $words }
sku-ratio-wrong = One of yours must be a whole number of pieces of 1688, from 1 to 9,999: x5
sku-ratio-shared = A reserve has the ratio of its code: write it there, without x.
skus-unknown = These codes are not in the list: { $names }
skus-rest = I go on with the others.
skus-unclear = How many of these is not certain: { $names }
ask-sku-count = { $n ->
    [one] How many of { $sku }?
   *[other] How many of { $sku }? Each is { $n } pieces of 1688.
}
sku-take-reserve = Take the other source
sku-take-reserve-of = { $sku }: take the reserve
sku-reserve-offered = There is another source; its price and seller may differ.
skus-file = Codes: { $n }. Change what you like and send the file back: I add and change what is in it, and remove nothing.
skus-taken-in = Own SKUs: added { $added }, changed { $changed }, as before { $same }.
skus-unnamed = { $n ->
    [one] One is another product now and lost the name of the old one: { $names }.
   *[other] { $n } are other products now and lost the names of the old ones: { $names }.
} To give them the names in the file, send it once more.
skus-none-removed = Nothing was removed.
sku-row-bad-link = no product of 1688: { $words }
sku-row-short-link = a short link, take the whole one: { $words }
sku-row-bad-ratio = no whole number from 1 to 9,999: { $words }
sku-row-no-source = a new code needs a link: { $words }
sku-row-twice = twice, the first row counts: { $words }
sku-row-hidden = hidden by a filter
sku-row-no-value = a formula without a value
sku-from-reserve = other source
sku-raised = Raised to lots of { $lot }: { $wanted } → { $bought }
sku-raised-some = Raised to lots: { $names }
sku-instead = By code { $wanted }, chosen { $bought }
sku-instead-some = By code → chosen: { $names }
sku-other-variant = Other variant: { $names }
refusal-only-keepers = Only admins and buyers change the list ({ $names }).
refusal-unknown-sku = There is no code { $sku } in the list. /sku shows it.
refusal-unknown-variant = These words name no single variant of this product: { $words }
refusal-too-many-skus = A list holds { $limit } codes at most.
refusal-no-reserve = { $number }: there is no other source.
refusal-sku-count-unclear = How many? Write a whole number, such as 20.
sheet-column-code = own SKU
sheet-row-unknown-code = this code is not in the list of own SKUs: { $words }
sku-codes = { $n } codes: { $names }
sku-short-reserve = { $words } (other source)
