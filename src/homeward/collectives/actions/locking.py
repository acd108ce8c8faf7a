"""The lock under which everything about a project is written: its row."""

from homeward.access.models import User
from homeward.collectives.choices import Reason
from homeward.collectives.models import Project, Season
from homeward.core.refusals import Refused


def locked(project: Project, by: User) -> Project:
    """Read again: the page may be old, and two may act at once. Refused where it is not ours."""
    found = (
        Project.objects.select_for_update(of=("self",))
        .select_related("owner_org", "book")
        .filter(pk=project.pk, owner_org=by.organisation_id)
        .first()
    )
    if found is None:
        raise Refused(Reason.NOT_OURS)
    return found


def locked_open(project: Project, by: User) -> Project:
    found = locked(project, by)
    if not found.is_open:
        raise Refused(Reason.HAS_ENDED)
    return found


def season_of(season: Season, project: Project) -> Season:
    """The season as it stands now, under the project's lock."""
    found = Season.objects.get(pk=season.pk, project=project)
    found.project = project
    return found
