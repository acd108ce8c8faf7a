"""Every table says whether it travels."""

from django.apps import apps

from homeward.archives.classes import DECLARED, unclassed
from homeward.archives.tables import tables


def test_of_every_table_is_said_whether_it_travels() -> None:
    assert unclassed() == [], "name them in archives/classes/"


def test_no_table_that_lets_somebody_in_travels() -> None:
    names = {table.name for table in tables().values()}
    assert not {
        n for n in names if n.startswith(("account_", "mfa_", "django_session", "signins_"))
    }
    never = {"password", "token_hash", "session_stamp"}
    found = {t.name for t in tables().values() for c in t.columns if c.name in never}
    # A complainant's own code goes on to work: it is kept as a hash, of 80 random bits.
    assert found == {"complaints_complaint"}


def test_no_name_is_declared_that_is_no_table() -> None:
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert not DECLARED.keys() - labels
