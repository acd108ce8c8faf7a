from datetime import date

from dateutil.relativedelta import relativedelta


def months_after(start: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    return start + relativedelta(months=months)
