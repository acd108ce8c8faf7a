from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccountKind(TextChoices):
    """What an account counts; of assets and expenses a positive balance is the usual one."""

    ASSET = "asset", _("Asset")
    LIABILITY = "liability", _("Liability")
    INCOME = "income", _("Income")
    EXPENSE = "expense", _("Expense")
    COMMITMENT = "commitment", _("Commitment")
    EXCHANGE = "exchange", _("Exchange of currency")


class Reason(TextChoices):
    """Why nothing is posted."""

    UNBALANCED = "unbalanced", _("What is posted does not balance in each currency.")
    TOO_FEW_LINES = "too_few_lines", _("What is posted needs at least two lines.")
    NOTHING_IN_A_LINE = "nothing_in_a_line", _("A line without an amount can't be posted.")
    ANOTHER_BOOK = "another_book", _("An account of another book is named.")
    POSTED_ALREADY = "posted_already", _("This was posted already.")
    REVERSED_ALREADY = "reversed_already", _("This was reversed already.")
    NOT_THE_BOOK_S_OWNER = "not_the_books_owner", _("The book belongs to another organisation.")
