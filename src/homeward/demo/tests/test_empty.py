import pytest

from homeward.access.models import Organisation
from homeward.demo.fill import NotEmpty, fill


def test_a_database_in_use_is_left_alone(database: None) -> None:
    Organisation.objects.create(name="Somebody real", kind="ngo", country_id="GH")
    with pytest.raises(NotEmpty, match="Somebody real"):
        fill(households=1)
