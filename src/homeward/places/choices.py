from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Countries part themselves into four levels at most where P-codes go (0 is the country).
DEEPEST = 4
OCHA = "ocha-cod"


class CentreFrom(TextChoices):
    SOURCE = "source", _("from its source")
    BOUNDARY = "boundary", _("the middle of its boundary")
    TOWN = "town", _("the town of the same name")
    AREAS = "areas", _("the middle of the areas in it")


class Reason(TextChoices):
    """Why a boundary is not taken."""

    TOO_LARGE = "too_large", _("The file is larger than 5 MB. A simpler outline is enough.")
    NOT_JSON = "not_json", _("The file is not GeoJSON that can be read.")
    NO_POLYGON = "no_polygon", _("There is no polygon in the file.")
    SEVERAL = (
        "several",
        _("The file holds several areas, and this area's code is not on exactly one of them."),
    )
    OUTSIDE = (
        "outside",
        _("A point is not in degrees: longitudes go from -180 to 180, latitudes from -90 to 90."),
    )
    OPEN = "open", _("A line of the outline is not closed or has fewer than four points.")
    TOO_MANY_POINTS = (
        "too_many_points",
        _("The outline has more than 20,000 points. A simpler outline is enough."),
    )
    NO_SOURCE = "no_source", _("Say who published the boundary.")


class EntryKind(TextChoices):
    AIRPORT = "airport", _("Airport")
    PORT = "port", _("Port")
    LAND = "land", _("Crossing on land")
