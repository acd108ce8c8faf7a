"""The letter tells what was chosen for the referral, for as long as that stands open."""

from homeward.referrals import letter
from homeward.referrals.models import Referral


def told(desk, referral) -> str:
    with desk.cast.as_app(desk.cast.partner):
        found = Referral.objects.get(pk=referral.pk)
        return str(letter.of(found)["facts"])


def test_the_letter_holds_the_chosen_facts_alone(ready, client_of) -> None:
    referral, _token = ready.send(ready.draft("name"))
    assert "Efua" in told(ready, referral)
    assert "Tailor" not in told(ready, referral)
    answer = client_of(ready.cast.partner).get(f"/referrals/{referral.pk}/letter/")
    assert answer.content.startswith(b"%PDF-")
    stranger = client_of(ready.cast.stranger).get(f"/referrals/{referral.pk}/letter/")
    assert stranger.status_code == 404
