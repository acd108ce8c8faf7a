"""Which role takes which list along: whoever may do on the page what an entry says."""

from homeward.access.permissions import grant
from homeward.counselling import permissions as counselling
from homeward.reception import permissions as reception

ARRIVALS = reception.GRANTS["reception.check_in"]
VISITS = counselling.GRANTS["counselling.hold"]

GRANTS = {
    "offline.carry": ARRIVALS | VISITS,
    "offline.carry_arrivals": ARRIVALS,
    "offline.carry_visits": VISITS,
}
grant(GRANTS)
