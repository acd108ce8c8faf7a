"""What a body that follows somebody after closure needs of a case: read for surveys, not casework.

The same pages as views/cases.py has, under the other purpose: agreement and consent for surveys
open them, whether or not the case is still the reader's to work on.
"""

from homeward.access.choices import Purpose
from homeward.access.pages import page
from homeward.followups.views import cases

PURPOSE = Purpose.SURVEY

of_case = page("followups.read", purpose=PURPOSE)(cases.show)
plan = page("followups.plan", purpose=PURPOSE)(cases.plan_year)
add = page("followups.plan", purpose=PURPOSE)(cases.add_one)
follow_up = page("followups.hold", purpose=PURPOSE)(cases.show_follow_up)
hold = page("followups.hold", purpose=PURPOSE)(cases.hold_it)
miss = page("followups.hold", purpose=PURPOSE)(cases.miss_it)
try_to_reach = page("followups.hold", purpose=PURPOSE)(cases.note_try)
wish = page("followups.hold", purpose=PURPOSE)(cases.note_wish)
