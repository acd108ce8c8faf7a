"""Somebody who came without a name says who they are."""

from datetime import datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.persons import indexing
from homeward.persons.actions.registering import Member
from homeward.persons.models import Contact, IdentityDocument, Person, PersonName


@transaction.atomic
def identify(person: Person, said: Member, *, by: User, at: datetime) -> Person:
    """Fills in what the record of an unnamed person lacks; what it holds already is not touched.

    The caller has asked whether the person has no name yet.
    """
    require(by, "persons.register")
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    person.given_name, person.family_name = said.given_name, said.family_name
    for name in ("sex", "language"):
        if value := getattr(said, name):
            setattr(person, name, value)
    if said.birth_year:
        for name in ("birth_known", "birth_year", "birth_month", "birth_day", "birth_season"):
            setattr(person, name, getattr(said, name))
    person.save()
    common = {
        "owner_org": by.organisation_of_rows,
        "programme_id": person.programme_id,
        "person": person,
    }
    for script, given, family in said.other_names:
        PersonName.objects.create(script=script, given_name=given, family_name=family, **common)
    if said.document:
        kind, number, country = said.document
        IdentityDocument.objects.create(kind=kind, number=number, country=country, **common)
    for kind_of_contact, value in said.contacts:
        Contact.objects.create(kind=kind_of_contact, value=value, **common)
    indexing.index(person)
    return person
