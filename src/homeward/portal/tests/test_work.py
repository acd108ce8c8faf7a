"""The person's own skills and work, and their wishes stated by themselves."""

from typing import Any

from homeward.careers.models import Wish
from homeward.careers.tests.conftest import keep, trades
from homeward.portal.tests.test_pages import returnee

__all__ = ["keep", "trades"]


def test_the_person_reads_their_work_and_states_a_wish(
    cast: Any, keep: Any, trades: Any, client_of: Any
) -> None:
    case, people = cast.family()
    keep(case, people[0])
    client = client_of(returnee(cast, people[0]))
    page = client.get("/portal/work/").text
    for words in ("tailor", "6 years", "sew by machine"):
        assert words in page
    assert client.post("/portal/work/wishes/", {}).status_code == 409
    typed = {"kinds": ["training"], "q": "dress", "search": "1"}
    found = client.post("/portal/work/wishes/", typed).text
    dressmaker = trades.occupation("dressmaker").pk
    assert f'value="{dressmaker}"' in found
    del typed["search"]
    sent = client.post("/portal/work/wishes/", typed | {"occupations": [dressmaker]})
    assert sent.status_code == 302
    wish = Wish.objects.get()
    assert (wish.is_from_portal, wish.owner_org, wish.said_by) == (True, cast.host, "person")
    shown = client_of(cast.owner).get(f"/cases/{case.pk}/skills/").text
    assert "Stated by the person on their own pages" in shown
