"""What queries are made of: rows read and written, leases, the index of words. The queries are in `bot/desk/ledger`."""
