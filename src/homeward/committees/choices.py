from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CommitteeKind(TextChoices):
    STEERING = "steering", _("Steering committee of a programme")
    NATIONAL = "national", _("National coordination committee")
    LOCAL = "local", _("Local committee")
    REGIONAL = "regional", _("Regional process")
    WORKING_GROUP = "working_group", _("Working group")


class SeatKind(TextChoices):
    """For what a seat stands: a committee's minimum is stated by these."""

    LEAD = "lead", _("Lead of the programme")
    HOST_STATE = "host_state", _("Host state")
    ORIGIN_STATE = "origin_state", _("State of origin")
    LOCAL_AUTHORITY = "local_authority", _("Local authority")
    INTERNATIONAL = "international", _("International organisation")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    RETURNEES = "returnees", _("Returnees’ own association")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    DONOR = "donor", _("Donor")
    DEVELOPMENT = "development", _("Development programme")
    OTHER = "other", _("Other")


STATES = frozenset({SeatKind.HOST_STATE, SeatKind.ORIGIN_STATE})


class HolderPart(TextChoices):
    CHAIR = "chair", _("Chair")
    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer, does not vote")


class QuorumKind(TextChoices):
    SEATS = "seats", _("A number of seats with a vote")
    PERCENT = "percent", _("Percent of the seats with a vote")


class Voting(TextChoices):
    """When a motion is carried. Whoever abstains counts for the quorum alone."""

    CONSENSUS = "consensus", _("Consensus: nobody against")
    MAJORITY = "majority", _("Majority of the votes for and against")
    TWO_THIRDS = "two_thirds", _("Two thirds of the votes for and against")
    STATES = "states", _("Majority, and no state against")


class MeetingStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    INVITED = "invited", _("Invited")
    HELD = "held", _("Held")
    MINUTED = "minuted", _("Minutes sent round")
    APPROVED = "approved", _("Minutes approved")
    CANCELLED = "cancelled", _("Cancelled")


class Presence(TextChoices):
    PRESENT = "present", _("In the room")
    REMOTE = "remote", _("At a distance")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Absent")


HERE = frozenset({Presence.PRESENT, Presence.REMOTE})


class ApprovedHow(TextChoices):
    MEETING = "meeting", _("At a meeting")
    SILENCE = "silence", _("By silence")


class DecisionKind(TextChoices):
    OPEN = "open", _("Being voted on")
    DECIDED = "decided", _("Decided")
    # What a body that binds nobody comes to: a regional process decides nothing.
    RECOMMENDED = "recommended", _("Recommended, not binding")
    NOTED = "noted", _("Noted")
    ADJOURNED = "adjourned", _("Adjourned")
    REJECTED = "rejected", _("Rejected")


CARRIED = frozenset({DecisionKind.DECIDED, DecisionKind.RECOMMENDED})


class Choice(TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstains")


class Reason(TextChoices):
    """Why something about a committee is refused."""

    NO_SOURCE = "no_source", _("Say where it is written.")
    NO_TEXT = "no_text", _("Say it in words.")
    NEEDS_PROGRAMME = "needs_programme", _("A steering committee is a programme’s: choose it.")
    HAS_NO_LEAD = (
        "has_no_lead",
        _("A regional process has no lead, no programme and binds nobody."),
    )
    NO_COUNTRY = "no_country", _("Say which countries take part.")
    NEEDS_HOLDER = "needs_holder", _("A seat is an organisation’s or an actor’s: choose one.")
    SEATED_ALREADY = "seated_already", _("It has a seat here already.")
    SEAT_ENDED = "seat_ended", _("This seat has ended.")
    NOT_OF_THE_SEAT = "not_of_the_seat", _("Only users of the seat’s organisation hold it.")
    HOLDS_ALREADY = "holds_already", _("They hold this seat already.")
    STATED_ALREADY = "stated_already", _("A version begins on that day already.")
    NOT_LATER = "not_later", _("A version begins today or later: days that are past stay.")
    BAD_SHARE = (
        "bad_share",
        _("A quorum is one seat at least, or a share between 1 and 100 percent."),
    )
    WRONG_STATUS = "wrong_status", _("The meeting is at another step now.")
    DECISIONS_OPEN = "decisions_open", _("A motion is still being voted on.")
    MINUTES_MISSING = "minutes_missing", _("Write the minutes first.")
    NOT_HELD_YET = "not_held_yet", _("The meeting’s day is still to come.")
    NOT_INVITED = "not_invited", _("Invite the seats first.")
    REMARKS_OPEN = "remarks_open", _("There are remarks on these minutes: write a new version.")
    NOT_OF_THIS_MEETING = "not_of_this_meeting", _("This item is on another meeting’s agenda.")
    ITEM_SETTLED = "item_settled", _("This item is settled already.")
    WITHDRAWN = "withdrawn", _("This item was withdrawn.")
    NO_QUORUM = "no_quorum", _("Too few seats are here: the meeting can’t decide.")
    BELOW_MINIMUM = (
        "below_minimum",
        _("The committee lacks members that its rules ask for: it can’t decide."),
    )
    NO_RULES = "no_rules", _("No rules on quorum and voting are in force: state them first.")
    NOT_CARRIED = "not_carried", _("The votes do not carry it.")
    NOT_LOST = "not_lost", _("The votes carry it: it can’t be written down as rejected.")
    NOBODY_VOTED = "nobody_voted", _("Nobody has voted yet.")
    VOTES_CLOSED = "votes_closed", _("The vote is closed: votes stay as they are.")
    NOT_HERE = "not_here", _("Only a seat that is at the meeting votes.")
    NO_VOTE = "no_vote", _("This seat or its holder observes and does not vote.")
    OWN_VOTE = "own_vote", _("They voted themselves: their vote is theirs.")
    BINDS_NOBODY = "binds_nobody", _("This body recommends; it decides nothing.")
    BINDS = "binds", _("This body decides; it recommends nothing.")
    NOT_CARRIED_YET = "not_carried_yet", _("Only what was decided or recommended goes on.")
    ASKED_ALREADY = "asked_already", _("They are asked to sign already.")
    ANSWERED = "answered", _("This was answered already.")
    SAY_WHY = "say_why", _("Say why.")
    DONE_ALREADY = "done_already", _("This is done already.")
    UNSIGNED = "unsigned", _("Not all who answer for it have signed.")
    NAMES_NO_LEAD = "names_no_lead", _("The decision names no lead of this programme.")
    SUPERSEDES_OTHER = "supersedes_other", _("Only a decision of the same committee is replaced.")
    TITLE_NEEDED = "title_needed", _("Give it a title.")
