"""The texts that the page without a network needs before it knows what to say. They come with it:
a script has no words of its own."""

from collections.abc import Callable

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from homeward.counselling.choices import Why
from homeward.offline.choices import Does, Kind

# A number of each plural form that a language has (CLDR), as the browser's own Intl names them.
SAMPLES = {
    "en": {"one": 1, "other": 2},
    "fr": {"one": 1, "many": 1_000_000, "other": 2},
    "ar": {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100},
}


def _forms(text: Callable[[int], str]) -> dict[str, str]:
    """A sentence in each of its forms, its number left open as {n}."""
    samples = SAMPLES[(get_language() or "en").partition("-")[0]]
    return {form: text(number) for form, number in samples.items()}


def _waits(number: int) -> str:
    return ngettext(
        "{n} entry waits for the network, noted at {time}.",
        "{n} entries wait for the network, the oldest from {time}.",
        number,
    )


def _locked(number: int) -> str:
    return ngettext(
        "{n} entry waits here, noted at {time}. Open the list to send it.",
        "{n} entries wait here, the oldest from {time}. Open the list to send them.",
        number,
    )


def _kept(number: int) -> str:
    return ngettext(
        "Your access has ended, and the list was wiped. {n} entry of yours was not sent. It stays"
        " here, locked, for {days} days: show this to your supervisor.",
        "Your access has ended, and the list was wiped. {n} entries of yours were not sent. They"
        " stay here, locked, for {days} days: show this to your supervisor.",
        number,
    )


def _lost(number: int) -> str:
    return ngettext(
        "{n} entry is not sent yet and would be lost.",
        "{n} entries are not sent yet and would be lost.",
        number,
    )


def _sent(number: int) -> str:
    return ngettext("{n} entry was taken, at {time}.", "{n} entries were taken, at {time}.", number)


def _party(number: int) -> str:
    return ngettext("{n} person", "{n} persons", number)


def words() -> dict[str, object]:
    return {
        "forms": {
            "waits": _forms(_waits),
            "locked": _forms(_locked),
            "kept": _forms(_kept),
            "lost": _forms(_lost),
            "sent": _forms(_sent),
            "party": _forms(_party),
        },
        "kinds": {kind.value: str(kind.label) for kind in Kind},
        "does": {does.value: str(does.label) for does in Does},
        "whys": {why.value: str(why.label) for why in Why},
        "online": _("There is a network."),
        "away": _("There is no network. All that you note is kept here, locked."),
        "signIn": _("Sign in to send."),
        "until": _("Good until {time}. Then it is wiped."),
        "over": _(
            "The list of this day is over and was wiped. Take today’s when there is a network."
        ),
        "back": _(
            "This device’s clock went back. The list stays shut until the next contact with the"
            " server; what you noted is kept."
        ),
        "ended": _("This list was ended, and wiped here."),
        "wiped": _("Wiped. Nothing is left on this device."),
        "dropped": _("Entries that could not be sent for {days} days were wiped here."),
        "idle": _("Shut, since nobody touched it for {n} minutes."),
        "wrong": _("This is not the passphrase of this list."),
        "short": _("At least {n} characters."),
        "common": _("This is too easy to guess. Use several words, or letters and figures."),
        "taken": _("The list is on this device."),
        "nobody": _("Nobody is on this list."),
        "here": _("Kept here, not sent yet"),
        "arrivedAlone": _("Arrived"),
        "gone": _("No longer here: this entry’s wait has ended."),
        "otherUser": _(
            "Somebody else is signed in. What waits here is for whoever took the list to send."
        ),
        "offlineTake": _("A list is taken where there is a network."),
        "fails": _("The server does not answer well. All is kept; it is tried again."),
        "said": _("{what}, noted at {time}"),
        "people": _("Adults {adults}, children {children}"),
        "unknown": _("Unknown"),
        "by": _("{who}, {when}"),
        "noWorker": _("This browser can’t keep the page for when there is no network."),
        "choose": _("Say who came."),
        "minutesMissing": _("Say how many minutes it took."),
        "whyMissing": _("Say why not."),
    }
