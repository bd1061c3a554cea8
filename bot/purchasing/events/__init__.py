"""The register of what happens: each event with its journal entry, its notices, and the cards that it draws anew."""
