"""When a message is tried again, and when it is given up.

A message is handed to its gateway under a lease. A worker that dies between handing over and noting
it leaves a lease that lapses: the message is handed over once more, under the same key, by which a
provider that keeps one knows it again; a second lapse gives it up for somebody to look at. So a
message is sent at least once or stands among those given up, and at most once more than it was
noted.
"""

from datetime import timedelta

ATTEMPTS = 8
LEASE = timedelta(minutes=5)
LAPSES = 1
LONGEST = timedelta(hours=6)
# Address and text of what was given up stay so long, so that it can be sent again.
ERASED_AFTER = timedelta(days=30)


def pause_after(attempts: int) -> timedelta:
    """2, 4, 8 … minutes after the 1st, 2nd, 3rd failure, at most six hours."""
    return min(timedelta(minutes=2 ** min(attempts, 20)), LONGEST)


def after_lapse(lapses: int) -> bool:
    """Whether it is handed over once more after so many lapsed leases."""
    return lapses <= LAPSES
