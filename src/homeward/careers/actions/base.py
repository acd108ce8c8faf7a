"""What all actions on a person's skills and work ask first."""

from homeward.careers import rules
from homeward.cases.models import Case
from homeward.persons.models import Person


def locked(case: Case) -> Case:
    # Whoever closes the case at the same moment is waited for.
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def facts_of(case: Case, person: Person) -> rules.CaseFacts:
    return rules.CaseFacts(
        is_open=case.is_open, of_household=person.household_id == case.household_id
    )
