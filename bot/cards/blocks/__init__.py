"""What all cards are made of: text, words, amounts, buttons, links."""
