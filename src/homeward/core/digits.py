"""Whole numbers that somebody else wrote."""

# Of the largest number that a column holds; Python refuses to read thousands of digits.
MOST_DIGITS = 18


def are_digits(text: str) -> bool:
    """Whether `int(text)` is a number that can be kept.

    "²" is a digit to `str.isdigit`, and is none to `int`; five thousand nines are too many for it.
    """
    return text.isdecimal() and len(text) <= MOST_DIGITS
