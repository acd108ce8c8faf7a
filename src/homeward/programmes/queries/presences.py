from homeward.programmes.models import Presence


def presence_keys(source: str) -> set[str]:
    """The rows that are known from a sheet."""
    return set(Presence.objects.filter(source=source).values_list("source_key", flat=True))
