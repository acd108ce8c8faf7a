"""Forms of work: nothing typed is lost, nothing unknown has a default."""

from homeward.employment.forms.candidacies import (
    AnswerForm,
    CheckForm,
    EndSearchForm,
    FactsForm,
    InterviewForm,
    KeepForm,
    LinkOutcomeForm,
    LongerForm,
    OutcomeForm,
    PlaceForm,
    ProposeForm,
    RefusalForm,
    SearchForm,
    SubsidyLineForm,
    WishForm,
    WithdrawForm,
)
from homeward.employment.forms.employers import (
    ContactForm,
    EmployerForm,
    NewEmployerForm,
    SpeakingForm,
)
from homeward.employment.forms.vacancies import SubsidyForm, VacancyForm, said_before

__all__ = [
    "AnswerForm",
    "CheckForm",
    "ContactForm",
    "EmployerForm",
    "EndSearchForm",
    "FactsForm",
    "InterviewForm",
    "KeepForm",
    "LinkOutcomeForm",
    "LongerForm",
    "NewEmployerForm",
    "OutcomeForm",
    "PlaceForm",
    "ProposeForm",
    "RefusalForm",
    "SearchForm",
    "SpeakingForm",
    "SubsidyForm",
    "SubsidyLineForm",
    "VacancyForm",
    "WishForm",
    "WithdrawForm",
    "said_before",
]
