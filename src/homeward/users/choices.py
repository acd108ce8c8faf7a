from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# The note of a wait for a second person where nobody is one.
NOBODY_YET = "nobody_yet"


class What(TextChoices):
    """What was done to a user, as the history tells it."""

    INVITED = "invited", _("Invited")
    INVITED_AGAIN = "invited_again", _("Invitation sent again")
    INVITATION_REVOKED = "invitation_revoked", _("Invitation revoked")
    ACCEPTED = "accepted", _("Invitation accepted")
    ROLES = "roles", _("Roles changed")
    SUSPENDED = "suspended", _("Suspended")
    REACTIVATED = "reactivated", _("Let in again")
    SECOND_FACTOR_RESET = "second_factor_reset", _("Second factor reset")
    ASKED = "asked", _("Approval asked for")
    REFUSED = "refused", _("Approval refused")


class ApprovalKind(TextChoices):
    """What needs a second person."""

    ROLES = "roles", _("Give the roles")
    REACTIVATE = "reactivate", _("Let in again")
    RESET = "reset", _("Reset the second factor")


class Status(TextChoices):
    """How a user stands; told from their fields."""

    INVITED = "invited", _("Invited")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")


class Reason(TextChoices):
    ADDRESS_TAKEN = "address_taken", _("This address can't be invited: it is in use already.")
    NO_ROLE = "no_role", _("Give at least one role.")
    ONESELF = "oneself", _("Nobody changes their own roles or sign-in. Ask a colleague.")
    SAME_ROLES = "same_roles", _("These are the roles they have now.")
    ASKED_ALREADY = "asked_already", _("Somebody asked for this already; it waits for approval.")
    NOT_INVITED = "not_invited", _("There is no invitation that waits: it was accepted or revoked.")
    NOT_ACTIVE = "not_active", _("They are not active now.")
    NOT_SUSPENDED = "not_suspended", _("They are not suspended.")
    NEEDS_COLLEAGUE = (
        "needs_colleague",
        _("They hold open work. Choose the colleague who takes it over."),
    )
    NO_SECOND_FACTOR = "no_second_factor", _("They have no second factor to reset.")
    DECIDED_ALREADY = "decided_already", _("This was decided already, or its asker left.")
    NOT_YOURS_TO_DECIDE = (
        "not_yours_to_decide",
        _("Another person than who asked, and than whom it is about, must decide."),
    )
    LINK_SPENT = (
        "link_spent",
        _("This invitation was used, revoked or has run out. Ask your administrator for another."),
    )
