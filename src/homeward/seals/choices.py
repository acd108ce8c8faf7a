from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """Why a seal is not set, changed or lifted."""

    ALREADY_SEALED = "already_sealed", _("Your organisation has sealed this file already.")
    NOBODY_CHOSEN = "nobody_chosen", _("Choose whose files are sealed.")
    NO_REASON = "no_reason", _("Say why: the team reads it, nobody else.")
    NOT_OF_THE_ORGANISATION = (
        "not_of_the_organisation",
        _("The team is of your own organisation, and its accounts are active."),
    )
    IN_THE_TEAM = "in_the_team", _("This user is in the team already.")
    LAST_MEMBER = "last_member", _("The last one stays in the team: it is never empty.")
    NOT_IN_FORCE = "not_in_force", _("This seal has been lifted already.")
    LIFTING_ASKED = "lifting_asked", _("It is asked already that the seal be lifted.")
    LIFTING_NOT_ASKED = "lifting_not_asked", _("Nobody has asked that the seal be lifted.")
    ALONE = "alone", _("You are alone in the team. A second person must agree: add one first.")
    SECOND_PERSON = (
        "second_person",
        _("Whoever asked that the seal be lifted doesn’t decide on it: a second person does."),
    )
