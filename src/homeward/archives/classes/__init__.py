"""Of every table: does it travel with an organisation, and whose rows of it do?

A table is named here once, or it is person-level with an owner, which says it already. A test
fails for a table of which nothing is said.

`Own` rows are the organisation's; `Part` rows go where the row goes that they are part of. Rows of
tables without persons also go along where a row that goes points at them (`Pointed` alone: only
then), so that no pointer leads nowhere. What `Stays` never leaves, for the reason given.
"""

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.person_level import RULES
from homeward.archives.classes.ground import GROUND
from homeward.archives.classes.kinds import (
    ACCESS,
    OF_HISTORY,
    PLUMBING,
    QUEUE,
    Class,
    Own,
    Part,
    Pointed,
    Stays,
    own,
)
from homeward.archives.classes.learning import LEARNING
from homeward.archives.classes.people import PEOPLE
from homeward.archives.classes.steering import STEERING
from homeward.archives.classes.work import WORK
from homeward.audit.tracking import Change

__all__ = [
    "DECLARED",
    "MEANT_ALIKE",
    "OF_HERE",
    "Class",
    "Own",
    "Part",
    "Pointed",
    "Stays",
    "class_of",
    "unclassed",
]

DECLARED: dict[str, Class] = GROUND | PEOPLE | WORK | LEARNING | STEERING

# Whole rooms that stay.
ROOMS: dict[str, Stays] = {
    "account": ACCESS,
    "archives": Stays(_("which archives were made and came is this installation's own record")),
    "auth": PLUMBING,
    "contenttypes": PLUMBING,
    "exchange": QUEUE,
    "handovers": Stays(_("what was signed between two organisations of this installation")),
    "mfa": ACCESS,
    "monitoring": Stays(_("how this installation itself runs")),
    "offline": ACCESS,
    "openrosa": QUEUE,
    "pghistory": PLUMBING,
    "procrastinate": PLUMBING,
    "sessions": ACCESS,
    "socialaccount": ACCESS,
    "webhooks": QUEUE,
}

# Versions that mean something: an older one of the same name with other words is a conflict.
MEANT_ALIKE = frozenset(
    {
        "forms.FormVersion",
        "procedures.SopStep",
        "programmes.CriteriaVersion",
        "quality.StandardItem",
        "surveys.InstrumentVersion",
    }
)

# What each installation says of such versions itself: shipped forms are in use from its own day.
OF_HERE = frozenset({"forms_formversion.valid_from"})


def class_of(model: type[models.Model]) -> Class | None:
    """None where nothing is said of the table."""
    label, room = model._meta.label, model._meta.app_label
    if found := DECLARED.get(label) or ROOMS.get(room):
        return found
    if issubclass(model, Change):
        return _of_history(model)
    if model in RULES and "owner_org" in {field.name for field in model._meta.fields}:
        return own("owner_org", closed=True)
    return None


def _of_history(model: type[models.Model]) -> Class | None:
    """A history goes where its rows go: by its owner, since a row that is gone has one still."""
    tracked = model._meta.get_field("pgh_obj").related_model
    klass = class_of(tracked) if isinstance(tracked, type) else None
    if klass is None or isinstance(klass, Stays):
        return klass
    if model in RULES and "owner_org" in {field.name for field in model._meta.fields}:
        return own("owner_org", closed=True)
    return OF_HISTORY


def unclassed() -> list[str]:
    models_of_all = apps.get_models(include_auto_created=True)
    return sorted(model._meta.label for model in models_of_all if class_of(model) is None)
