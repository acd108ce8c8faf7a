"""Forms of the directory."""

from homeward.services.forms.entry import EntryForm, ProposalForm
from homeward.services.forms.place import PlaceForm
from homeward.services.forms.upkeep import AnswerForm, ConfirmForm, ReportForm, SearchForm

__all__ = [
    "AnswerForm",
    "ConfirmForm",
    "EntryForm",
    "PlaceForm",
    "ProposalForm",
    "ReportForm",
    "SearchForm",
]
