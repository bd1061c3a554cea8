"""1688's names and units on one side, our values on the other; every quirk of the wire lives here."""
