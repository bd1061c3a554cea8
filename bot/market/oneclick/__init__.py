"""The one-click call: buys at the account's own address, and the account pays by itself."""
