"""A sheet of things to buy, as a table of text cells: which column says what, what each row asks for, what is wrong."""
