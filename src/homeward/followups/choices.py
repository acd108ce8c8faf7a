from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """How a follow-up of the plan is held."""

    VISIT = "visit", _("Visit")
    CALL = "call", _("Telephone call")
    MESSAGE = "message", _("Message")
    LINK = "link", _("Link that the person opens")


class Status(TextChoices):
    PLANNED = "planned", _("Planned")
    DONE = "done", _("Held")
    NOT_DONE = "not_done", _("Not held")


class NotDone(TextChoices):
    """Why a follow-up was not held."""

    NOT_REACHED = "not_reached", _("The person could not be reached")
    DECLINED = "declined", _("The person did not wish it")
    LEFT_AREA = "left_area", _("The person left the area")
    DIED = "died", _("The person died")
    SECURITY = "security", _("It was not safe")
    NOBODY = "nobody", _("No colleague could hold it")
    TIME_PASSED = "time_passed", _("Its time had passed before it was planned")


class Channel(TextChoices):
    CALL = "call", _("Telephone call")
    SMS = "sms", _("Text message")
    CHAT = "chat", _("Messenger")
    EMAIL = "email", _("E-mail")
    VISIT = "visit", _("Visit")
    RELAY = "relay", _("Through somebody who helps to find people")


class Time(TextChoices):
    """When somebody is best reached."""

    ANY = "any", _("Any time")
    MORNING = "morning", _("In the morning")
    MIDDAY = "midday", _("Around midday")
    AFTERNOON = "afternoon", _("In the afternoon")
    EVENING = "evening", _("In the evening")
    WEEKEND = "weekend", _("At the weekend")


class Result(TextChoices):
    """What came of a try."""

    REACHED = "reached", _("Reached")
    ANOTHER_DAY = "another_day", _("Reached, agreed on another day")
    NO_ANSWER = "no_answer", _("No answer")
    WORD_LEFT = "word_left", _("A message was left")
    OUT_OF_SERVICE = "out_of_service", _("The number or address no longer works")
    WRONG_PERSON = "wrong_person", _("Somebody else answered; nothing was said")
    REFUSED = "refused", _("The person does not wish contact")
    UNSAFE = "unsafe", _("It was not safe to go on")


# The person was spoken with, or answered.
REACHED = (Result.REACHED, Result.ANOTHER_DAY, Result.REFUSED)


class Told(TextChoices):
    """What somebody who helps to find a person is told. Never more than this."""

    NOTHING = "nothing", _("Nothing: nobody may be asked to look for me")
    FIRST_NAME = "first_name", _("My first name")
    NAME_AND_PLACE = "name_and_place", _("My first name and the place where I live")


# What a consent for the one lets be told.
LETS: dict[Told, frozenset[Told]] = {
    Told.NOTHING: frozenset(),
    Told.FIRST_NAME: frozenset({Told.FIRST_NAME}),
    Told.NAME_AND_PLACE: frozenset({Told.FIRST_NAME, Told.NAME_AND_PLACE}),
}


class RelayKind(TextChoices):
    PERSON = "person", _("Somebody of the community")
    PEER = "peer", _("A returnee who helps others")
    ORGANISATION = "organisation", _("An organisation")


class RelayTask(TextChoices):
    """What a relay agreed to do."""

    PASS_WORD = "pass_word", _("Pass on that somebody asks to be called")
    FIND = "find", _("Find out where somebody lives now")
    INTRODUCE = "introduce", _("Go along on the first visit")


class ErrandResult(TextChoices):
    """What a relay reports."""

    WORD_PASSED = "word_passed", _("The word was passed on")
    WILL_CALL = "will_call", _("The person will call")
    MOVED = "moved", _("The person moved away")
    NOT_FOUND = "not_found", _("Not found")
    NOT_WANTED = "not_wanted", _("The person does not wish contact")


class Loss(TextChoices):
    """Why contact is lost."""

    NUMBER_DEAD = "number_dead", _("No number or address works")
    MOVED = "moved", _("Moved, nobody knows where to")
    LEFT_AGAIN = "left_again", _("Left the country again")
    NO_ANSWER = "no_answer", _("Never answers")
    NOT_WANTED = "not_wanted", _("Does not wish contact")
    DIED = "died", _("Died")


class State(TextChoices):
    """Where contact with somebody stands; computed, never typed."""

    IN_CONTACT = "in_contact", _("In contact")
    COLD = "cold", _("Going cold")
    LOST = "lost", _("Contact lost")
    NEVER = "never", _("No contact known since the arrival")
    OPEN = "open", _("Contact known, no limit stated")


class Sure(TextChoices):
    """How sure a trace of contact is."""

    MET = "met", _("Met or spoken with")
    ANSWERED = "answered", _("Answered from afar")
    HEARD_OF = "heard_of", _("Heard of by others")


class Source(TextChoices):
    """Where a contact was recorded. It is never typed again for this list."""

    TRY = "try", _("Try to reach them")
    FOLLOW_UP = "follow_up", _("Follow-up")
    SURVEY = "survey", _("Survey")
    SESSION = "session", _("Session")
    BUSINESS = "business", _("Visit to the business")
    REFERRAL = "referral", _("Service of a receiver")
    PORTAL = "portal", _("Sign-in on their own pages")


SURE = {
    Source.TRY: Sure.ANSWERED,
    Source.FOLLOW_UP: Sure.MET,
    Source.SURVEY: Sure.MET,
    Source.SESSION: Sure.MET,
    Source.BUSINESS: Sure.MET,
    Source.REFERRAL: Sure.HEARD_OF,
    Source.PORTAL: Sure.ANSWERED,
}


class Stratum(TextChoices):
    """By what a sample is drawn in parts."""

    PLACE = "place", _("Place of return")
    SEX = "sex", _("Sex")
    HOST = "host", _("Country they came from")
    YEAR = "year", _("Year of arrival")


class Replacing(TextChoices):
    """What happens where somebody who was drawn is not reached."""

    NOBODY = "nobody", _("Nobody takes their place")
    NEXT = "next", _("The next one in the same part takes their place")


class Drawing(TextChoices):
    """Where somebody of the frame stands."""

    DRAWN = "drawn", _("Drawn")
    RESERVE = "reserve", _("Not drawn, in reserve")
    REPLACED = "replaced", _("Drawn, replaced")
    REPLACEMENT = "replacement", _("Took a place")


# Who answers the survey of a sample.
ASKED = (Drawing.DRAWN, Drawing.REPLACEMENT)


class Reason(TextChoices):
    """Why an action on a follow-up is refused."""

    NOT_ARRIVED = "not_arrived", _("The arrival is not confirmed: the plan runs from its day.")
    NO_STEPS = "no_steps", _("The programme states no follow-ups for a year after the arrival.")
    ENDED = "ended", _("This follow-up ended already.")
    NOT_FOLLOWED = (
        "not_followed",
        _("The case is closed, and no consent lets it be followed after that."),
    )
    IN_FUTURE = "in_future", _("The day lies ahead.")
    TOO_EARLY = "too_early", _("The day lies before the time of this follow-up.")
    NO_REASON = "no_reason", _("Choose a reason.")
    BEFORE = "before", _("The next day lies before today.")
    CHANNEL_REFUSED = (
        "channel_refused",
        _("The person asked not to be contacted in this way."),
    )
    NO_WISH = "no_wish", _("The person has not said what a relay may be told.")
    NOT_AGREED = "not_agreed", _("The person did not agree that a relay is told this.")
    SEALED = "sealed", _("Nobody outside the team is asked to look for this person.")
    RELAY_ENDED = "relay_ended", _("This relay no longer helps.")
    ASKED_ALREADY = "asked_already", _("This relay is asked to find this person already.")
    LOST_ALREADY = "lost_already", _("Contact is noted as lost already.")
    NOT_LOST = "not_lost", _("Contact is not noted as lost.")
    NO_CONSENT = (
        "no_consent",
        _("No consent in force lets this body contact the person for surveys until that day."),
    )
    NO_AGREEMENT = (
        "no_agreement",
        _("No agreement in force lets this body see what a survey needs."),
    )
    BODY_ENDED = "body_ended", _("The mandate of this body does not last until that day.")
    OTHER_PROGRAMME = "other_programme", _("This body is named for another programme.")
    OTHER_UNIT = "other_unit", _("This body is named for something else than persons.")
    FOLLOWED_ALREADY = "followed_already", _("A body follows this person already.")
    NO_END = "no_end", _("Say until when, and that day lies ahead.")
    NOT_LEAD = "not_lead", _("Only the organisation that leads the programme states this.")
    OVERLAPS = "overlaps", _("A body is named for this programme, area and time already.")
    NO_MANDATE = "no_mandate", _("Say by what mandate, and where it is written.")
    ENDS_BEFORE = "ends_before", _("The last day lies before the first.")
    EMPTY_FRAME = "empty_frame", _("Nobody arrived in this time: there is nobody to draw from.")
    TOO_FEW = "too_few", _("There are fewer people than the sample asks for.")
    NOT_DRAWN = "not_drawn", _("Only somebody who was drawn can be replaced.")
    NO_RESERVE = "no_reserve", _("Nobody is left in reserve in this part.")
    NOT_REPLACED = "not_replaced", _("The rule of this sample replaces nobody.")
    STILL_ASKED = (
        "still_asked",
        _("Only where a survey was not held somebody takes the place."),
    )
