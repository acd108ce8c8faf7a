"""The one write of the desk itself: reminding whoever holds what one waits for."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.messages import actions as messages
from homeward.tasks import actions as tasks
from homeward.tasks.models import Task


@transaction.atomic
def remind(task: Task, *, by: User, at: datetime) -> bool:
    """Notes the reminder and writes to the holder; once a day at most. Says whether it was done."""
    require(by, "desk.remind")
    if not tasks.remind(task, at=at):
        return False
    with translation.override(task.holder.language if task.holder else settings.LANGUAGE_CODE):
        messages.queue(
            to=task.holder.email if task.holder else task.holder_org.email,
            subject=_("Reminder: %(what)s") % {"what": task.get_kind_display()},
            body=_body(task, by),
            at=at,
        )
    return True


def _body(task: Task, by: User) -> str:
    """No name and nothing of the file: an e-mail is read by whoever reads the mailbox."""
    return _(
        "%(name)s, %(org)s, waits for this: %(what)s (%(reference)s).\n\n"
        "Open it after signing in: %(url)s\n"
    ) % {
        "name": by.name,
        "org": by.organisation,
        "what": task.get_kind_display(),
        "reference": task.reference,
        "url": settings.BASE_URL,
    }
