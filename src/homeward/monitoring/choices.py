from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What an alert is about. Its rule says from which figure on."""

    BREAK_GLASS = "break_glass", _("Emergency access was used")
    REFUSALS = "refusals", _("Many refused accesses by one account")
    ANCHOR_LATE = "anchor_late", _("The read log’s anchor is late")
    BACKUP_LATE = "backup_late", _("The backup is late")
    JOBS_FAILED = "jobs_failed", _("Jobs failed")
    WORKER_SILENT = "worker_silent", _("The worker was silent")
    REPLICA_LAG = "replica_lag", _("A replica lags behind")
    DISK_LOW = "disk_low", _("The disk is nearly full")


class Unit(TextChoices):
    """In what a kind is measured."""

    TIMES = "times", _("times")
    MINUTES = "minutes", _("minutes")
    SECONDS = "seconds", _("seconds")
    PERCENT = "percent", _("percent free")


class JobState(TextChoices):
    WAITING = "waiting", _("Waiting")
    DOING = "doing", _("Being done")
    STUCK = "stuck", _("Stuck: its worker ended")
    FAILED = "failed", _("Failed")


class Statements(TextChoices):
    """Whether the database keeps what its statements cost."""

    ON = "on", _("The database keeps what its statements cost.")
    NO_EXTENSION = "no_extension", _("The database lacks its extension pg_stat_statements.")
    NOT_LOADED = "not_loaded", _("The database’s server does not load pg_stat_statements.")
    NO_RIGHT = "no_right", _("The database’s owner may not read what statements cost.")


class Part(TextChoices):
    """What readiness is made of. The codes are for programs and stay."""

    DATABASE = "database", _("The database answers")
    MIGRATIONS = "migrations", _("The database fits this version")
    KEYS = "keys", _("The keys can be read")
    WORKER = "worker", _("The worker is alive")
    SEARCH = "search", _("The name search is complete")
    DISK = "disk", _("The disk has room")


class Reason(TextChoices):
    NOT_FAILED = "not_failed", _("It is neither failed nor stuck any more.")
    WAITS_ALREADY = "waits_already", _("The same job waits already, and is done anyway.")
    NO_SOURCE = "no_source", _("Say where this is laid down.")
    PAST_DAY = "past_day", _("A rule begins today or later: what was told was told by the old one.")
    ENDED = "ended", _("It has ended by itself.")
    ACKNOWLEDGED = "acknowledged", _("Somebody has it in hand already.")
