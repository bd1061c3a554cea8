"""The one-click call (`api.buyProduct`): it buys at the account's default address, and the account pays by itself."""
