from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Field(TextChoices):
    """What a column of a sheet may say."""

    DOER = "doer", _("Carried out by: name")
    DOER_SHORT = "doer_short", _("Carried out by: short name")
    DOER_KIND = "doer_kind", _("Carried out by: kind of organisation")
    PARTNER = "partner", _("Programme partner: name")
    PARTNER_SHORT = "partner_short", _("Programme partner: short name")
    DONOR = "donor", _("Donor: name")
    DONOR_SHORT = "donor_short", _("Donor: short name")
    SECTOR = "sector", _("Sector or cluster: name")
    SECTOR_CODE = "sector_code", _("Sector or cluster: code")
    ACTIVITY = "activity", _("Activity")
    COUNTRY = "country", _("Country")
    ADMIN1 = "admin1", _("Area of level 1: name")
    ADMIN2 = "admin2", _("Area of level 2: name")
    ADMIN3 = "admin3", _("Area of level 3: name")
    ADMIN1_CODE = "admin1_code", _("Area of level 1: P-code")
    ADMIN2_CODE = "admin2_code", _("Area of level 2: P-code")
    ADMIN3_CODE = "admin3_code", _("Area of level 3: P-code")
    LATITUDE = "latitude", _("Latitude")
    LONGITUDE = "longitude", _("Longitude")
    MONTH = "month", _("Month")
    STARTS_ON = "starts_on", _("From: date")
    ENDS_ON = "ends_on", _("Until: date")
    STATUS = "status", _("Status")


class Kind(TextChoices):
    """What a value of a sheet is matched with."""

    ORGANISATION = "organisation", _("Organisations")
    SECTOR = "sector", _("Sectors")
    PLACE = "place", _("Places")


class Stage(TextChoices):
    """How far one sheet is. What is done stays done when somebody comes back later."""

    COLUMNS = "columns", _("Columns to be named")
    MATCHING = "matching", _("Values to be matched")
    QUEUED = "queued", _("Waits to be imported")
    IMPORTING = "importing", _("Is being imported")
    IMPORTED = "imported", _("Imported")
    FAILED = "failed", _("Not imported")


class Way(TextChoices):
    """How a row came to its area."""

    CODE = "code", _("by its P-code")
    ANCESTOR = "ancestor", _("by the nearest area above its P-code")
    NAME = "name", _("by its names")
    DECISION = "decision", _("as somebody decided")
    BOUNDARY = "boundary", _("by the boundary around its coordinates")
    NEIGHBOURS = "neighbours", _("by the sheet’s other places around it")
    COUNTRY = "country", _("the whole country")


class Unplaced(TextChoices):
    """Why a row has no area."""

    NO_PLACE = "no_place", _("The row names no place.")
    NO_AREAS = "no_areas", _("No areas of this country are known here. Import its P-codes first.")
    UNKNOWN = "unknown", _("Neither P-code, names nor coordinates lead to an area.")
    CONTRADICTION = "contradiction", _("The names mean several areas.")


class Reason(TextChoices):
    """Why a sheet, or something about it, is refused."""

    PERSONS = "persons", _("The sheet seems to tell of persons. Take these columns out.")
    NO_ORGANISATION = "no_organisation", _("No column says who carries it out.")
    NO_PLACE = "no_place", _("No column says where, by name, P-code or coordinates.")
    NO_COUNTRY = "no_country", _("No column says the country: choose it.")
    FIELD_TWICE = "field_twice", _("Two columns were named the same.")
    NAME_TAKEN = "name_taken", _("Another layout has this name.")
    WRONG_STAGE = "wrong_stage", _("The sheet was imported, or is being imported now.")
    NOTHING = "nothing", _("Not one row of the sheet can be taken.")
    IN_USE = "in_use", _("The layout was imported with. It stays as long as its rows do.")
