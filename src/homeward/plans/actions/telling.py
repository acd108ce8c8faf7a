"""What the person is told by message: that there is news, and where to read it; no more."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.messages import actions as messages
from homeward.plans.models import Plan


def tell_person(plan: Plan, *, at: datetime) -> None:
    """To the person's own sign-in, where they have one, in its language."""
    for user in User.objects.filter(person_id=plan.person_id, is_active=True):
        with translation.override(user.language or settings.LANGUAGE_CODE):
            messages.queue(
                to=user.email,
                subject=_("There is news for you"),
                body=_("Sign in to read it. This message says nothing more, on purpose."),
                at=at,
            )
