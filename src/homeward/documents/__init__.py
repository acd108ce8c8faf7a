"""Documents to print and sign: typst sets them, in every language, with the fonts of the pages."""
