## Finding orders by words: /orders mug
orders-found = 🔎 { $words }
found-none = No order has all these words. I searched titles, variants, sellers, codes, waybills, numbers, tags, notes, and who asked.
found-none-all = Try fewer words, or only how a word begins.
found-none-filtered = Look under “All”.
