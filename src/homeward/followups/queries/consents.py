"""What a consent to be contacted for surveys after closure must give."""

from datetime import date

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.persons import queries as persons

# Who they are, how to reach them, the case that surveys hang on, and what they answer.
CONTACTED = {DataClass.IDENTITY, DataClass.CONTACT, DataClass.CASE, DataClass.SURVEY}


def consent_covers(case: Case, org: Organisation, *, until_on: date) -> bool:
    return persons.covers(
        case.person_id, recipient=org, purpose=Purpose.SURVEY, classes=CONTACTED, on=until_on
    )


def agreement_covers(case: Case, org: Organisation) -> bool:
    """Its own cases an organisation follows without an agreement with itself."""
    if org.pk == case.owner_org_id:
        return True
    return cases.clause_covers(case, org, CONTACTED, Purpose.SURVEY)
