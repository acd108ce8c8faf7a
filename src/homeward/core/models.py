from django.db import models


class Attempt(models.Model):
    """How often something was tried in a window of time, by whom is not told: a keyed hash.

    UNLOGGED: after a crash everybody begins anew, and nothing is written twice for it.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at:%H:%M}"
