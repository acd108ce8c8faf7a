from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """What became of a filled form since it came."""

    PARTIAL = "partial", _("More of it is to come")
    WAITING = "waiting", _("To be assigned")
    TAKEN = "taken", _("Taken in")
    REPLACED = "replaced", _("Replaced by a correction")
    LOCKED = "locked", _("Encrypted by its form")
    DISCARDED = "discarded", _("Discarded")


OPEN = {State.PARTIAL, State.WAITING}


class Why(TextChoices):
    """Why a filled form is not taken in by itself."""

    NO_REFERENCE = "no_reference", _("It does not say which survey it answers.")
    UNKNOWN_REFERENCE = (
        "unknown_reference",
        _("No survey that is planned and open fits what it says it answers."),
    )
    FAULTY_CODES = "faulty_codes", _("It holds codes that the scoring sheet does not know.")
    CORRECTION_DISCARDED = "correction_discarded", _("A correction of it was discarded.")


class Reason(TextChoices):
    """Why an action is refused."""

    ANOTHER_ORGANISATION = "another_organisation", _("Give it to a colleague of yours.")
    MAY_NOT_INTERVIEW = "may_not_interview", _("This colleague’s role holds no interviews.")
    IN_THE_PAST = "in_the_past", _("The end lies in the past.")
    TOO_LONG = "too_long", _("Choose a year at the latest.")
    ENDED = "ended", _("It has ended or was revoked.")
    # To clients, which show it to whoever holds the device.
    UNKNOWN_FORM = "unknown_form", _("This form is not given to this device, or no longer.")
    NO_INSTANCE_ID = "no_instance_id", _("The filled form has no id of its own.")
    NOT_A_FORM = "not_a_form", _("This is no filled form.")
    SAID_OTHERWISE = "said_otherwise", _("Another filled form came under the same id before.")
    FILE_OTHERWISE = "file_otherwise", _("Another file came under the same name before.")
    BAD_FILE_NAME = "bad_file_name", _("A file’s name is not one that is taken.")
    FILE_TOO_LARGE = "file_too_large", _("A file is larger than 5 MB.")
    UNKNOWN_ORIGINAL = (
        "unknown_original",
        _("It corrects a filled form that did not come here. Send that one first."),
    )
    STALE = "stale", _("What it corrects was corrected before. Take the newest one.")
    NOT_THEIRS = "not_theirs", _("Only who sent a filled form corrects it.")
    CORRECTS_ANOTHER_FORM = "corrects_another_form", _("It corrects an answer to another form.")
    # On the pages.
    IS_DONE = "is_done", _("It was taken in or discarded already.")
    NO_WAVE = "no_wave", _("Choose the survey that it answers, or say that it is of nobody here.")
    ANOTHER_INSTRUMENT = "another_instrument", _("This survey asks by another form.")
    NO_REASON = "no_reason", _("Say why.")
    FILES_NOT_KEPT = (
        "files_not_kept",
        _("A file with it can’t be kept. Say that it may go, or discard the whole."),
    )
    NOT_A_SERVER = "not_a_server", _("This is not the address of a server outside: https alone.")
    NO_ANSWER = "no_answer", _("KoboToolbox gave no whole answer. Try again later.")
    NOT_LET_IN = "not_let_in", _("KoboToolbox does not know this token, or not for this form.")
    NOT_A_SHEET = "not_a_sheet", _("The file is no Excel workbook (.xlsx).")
    NOTHING_TO_TAKE = "nothing_to_take", _("The sheet holds no filled form that could be taken.")
