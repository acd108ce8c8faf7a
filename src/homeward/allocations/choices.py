from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundStatus(TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class ProposalStatus(TextChoices):
    QUEUED = "queued", _("Waiting to be worked out")
    RUNNING = "running", _("Being worked out")
    READY = "ready", _("Ready to be decided on")
    IMPOSSIBLE = "impossible", _("Not possible with these floors")
    STOPPED = "stopped", _("Stopped")


UNDER_WAY = frozenset({ProposalStatus.QUEUED, ProposalStatus.RUNNING})


class Decided(TextChoices):
    """What a person decided on a line of a proposal."""

    OPEN = "open", _("Not decided")
    ACCEPTED = "accepted", _("Accepted")
    CHANGED = "changed", _("Changed")
    ASIDE = "aside", _("Set aside")


HOLDS_A_PLACE = frozenset({Decided.ACCEPTED, Decided.CHANGED})


class RuleKind(TextChoices):
    LOCK = "lock", _("Settled")
    FORBID = "forbid", _("Ruled out")


class Reason(TextChoices):
    """Why something about the places of a season is refused."""

    ROUND_CLOSED = "round_closed", _("This round is closed.")
    NOT_YOURS = "not_yours", _("This round is another organisation's.")
    NO_OFFERS = "no_offers", _("Name an offer with places first.")
    NOBODY = "nobody", _("Nobody is considered yet.")
    UNDER_WAY = "under_way", _("A proposal is being worked out already.")
    NOT_READY = "not_ready", _("This proposal can't be decided on.")
    REPLACED = "replaced", _("A later proposal takes the place of this one.")
    DECIDED_ALREADY = "decided_already", _("This line is decided already.")
    NOT_DECIDED = "not_decided", _("This line is not decided yet.")
    WAITS = "waits", _("This person has no place in the proposal.")
    NO_PLACE_LEFT = "no_place_left", _("All places of this offer are given.")
    PLACED_ALREADY = "placed_already", _("This person has a place of this round already.")
    NO_REASON = "no_reason", _("Say why.")
    SAME_OFFER = "same_offer", _("This is what is proposed: accept it instead.")
    NOT_OF_ROUND = "not_of_round", _("This offer is not of this round.")
    OFFER_ALREADY = "offer_already", _("This offer is in the round already.")
    ALREADY_CONSIDERED = "already_considered", _("This person is considered already.")
    CASE_CLOSED = "case_closed", _("The case is closed.")
    NOT_OF_CASE = "not_of_case", _("This person is not of the case's household.")
    RULED_ALREADY = "ruled_already", _("This pair is settled or ruled out already.")
    LOCKED_ELSEWHERE = "locked_elsewhere", _("This person is settled at another offer.")
    NAMES_NOBODY = "names_nobody", _("Say by what the group is known: sex, age or children.")
    AGES_TURNED = "ages_turned", _("The age from is above the age to.")
    NO_SHARE = "no_share", _("A share is from 1 to 100.")
