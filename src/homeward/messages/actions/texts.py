"""Texts for occasions: each change is a new version."""

from datetime import datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.messages import queries, rules
from homeward.messages.choices import Reason
from homeward.messages.models import Text


@transaction.atomic
def write(occasion: str, language: str, body: str, *, by: User, at: datetime) -> Text:
    """Writes the next version. Refused for a forbidden placeholder or a word that tells."""
    require(by, "messages.write_texts")
    reasons = rules.reasons_not_to_write(body)
    if language not in dict(queries.languages("en")):
        reasons = [*reasons, Reason.LANGUAGE]
    refuse_if(reasons)
    own = queries.versions(occasion, language).filter(organisation=by.organisation_of_rows)
    newest = own.order_by("-version").first()
    return Text.objects.create(
        organisation=by.organisation_of_rows,
        occasion=occasion,
        language=language,
        version=newest.version + 1 if newest else 1,
        body=body.strip(),
        written_at=at,
        written_by=by,
    )
