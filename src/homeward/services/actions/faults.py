from datetime import datetime

from django.db import transaction

from homeward.access.models import User
from homeward.services.models import FaultReport, Service


@transaction.atomic
def tell_fault(
    service: Service, fault: str, text: str, *, by: User | None, at: datetime
) -> FaultReport:
    """Keeps what somebody found to be wrong; `by` is None for a visitor of the public pages."""
    return FaultReport.objects.create(
        service=service, fault=fault, text=text.strip(), told_by=by, told_at=at
    )
