from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.collectives.views import keeping, members, money, projects
from homeward.core import navigation
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "collectives"

urlpatterns = [
    path("collectives/", projects.index, name="index"),
    path("collectives/new/", projects.new, name="new"),
    path("collectives/<uuid:project_pk>/", projects.project, name="project"),
    path("collectives/<uuid:project_pk>/change/", projects.change, name="change"),
    path("collectives/<uuid:project_pk>/state/", projects.move, name="move"),
    path("collectives/<uuid:project_pk>/seasons/new/", projects.new_season, name="new_season"),
    path("collectives/<uuid:project_pk>/partners/new/", projects.add_partner, name="add_partner"),
    path("collectives/partners/<uuid:pk>/", projects.remove_partner, name="remove_partner"),
    path("collectives/seasons/<uuid:season_pk>/close/", projects.close_season, name="close_season"),
    path("collectives/seasons/<uuid:season_pk>/xlsx/", projects.season_sheet, name="season_sheet"),
    path("collectives/seasons/<uuid:season_pk>/pdf/", projects.season_paper, name="season_paper"),
    path("collectives/<uuid:project_pk>/members/", members.members, name="members"),
    path("collectives/<uuid:project_pk>/members/case/", members.find_case, name="find_case"),
    path("collectives/<uuid:project_pk>/members/case/<uuid:case_pk>/", members.admit, name="admit"),
    path(
        "collectives/<uuid:project_pk>/members/resident/",
        members.admit_resident,
        name="admit_resident",
    ),
    path("collectives/<uuid:project_pk>/members/together/", members.together, name="together"),
    path("collectives/members/<uuid:membership_pk>/", members.member, name="member"),
    path("collectives/members/<uuid:membership_pk>/change/", members.change, name="change_member"),
    path("collectives/members/<uuid:membership_pk>/put-in/", members.contribute, name="contribute"),
    path("collectives/members/<uuid:membership_pk>/leave/", members.leave, name="leave"),
    path("collectives/leavers/<uuid:pk>/", members.pay_leaver, name="pay_leaver"),
    path("collectives/<uuid:project_pk>/log/", money.log, name="log"),
    path("collectives/seasons/<uuid:season_pk>/log/", money.new_entry, name="new_entry"),
    path("collectives/entries/<uuid:entry_pk>/cancel/", money.cancel, name="cancel"),
    path("collectives/seasons/<uuid:season_pk>/payout/", money.pay_out, name="pay_out"),
    path("collectives/payouts/<uuid:payoutrun_pk>/", money.run, name="run"),
    path("collectives/<uuid:project_pk>/book/", money.book, name="book"),
    path("collectives/<uuid:project_pk>/assets/", keeping.assets, name="assets"),
    path("collectives/<uuid:project_pk>/assets/new/", keeping.new_asset, name="new_asset"),
    path("collectives/assets/<uuid:asset_pk>/", keeping.look_at, name="look_at"),
    path("collectives/assets/<uuid:asset_pk>/gone/", keeping.dispose, name="dispose"),
    path("collectives/<uuid:project_pk>/meetings/new/", keeping.new_meeting, name="new_meeting"),
    path("collectives/<uuid:project_pk>/outputs/new/", keeping.new_output, name="new_output"),
    path("collectives/<uuid:project_pk>/places/new/", keeping.new_training, name="new_training"),
    path("collectives/<uuid:project_pk>/counts/new/", keeping.new_count, name="new_count"),
    path("collectives/<uuid:project_pk>/photos/new/", keeping.new_photo, name="new_photo"),
    path("collectives/photos/<uuid:photo_pk>/", keeping.photo, name="photo"),
    path("collectives/photos/<uuid:photo_pk>/remove/", keeping.remove_photo, name="remove_photo"),
    path("cases/<uuid:case_pk>/groups/", projects.of_case, name="of_case"),
]

navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Group projects"),
        url="collectives:index",
        icon="users-group",
        action="collectives.read",
        section="collectives",
    ),
)
casepage.add(
    casepage.Tab(
        label=_("Groups"), url="collectives:of_case", action="collectives.read", key="groups",
        place=66,
    )
)  # fmt: skip
pages.add(
    TaskKind.CLOSE_SEASON,
    Work(
        "collectives:close_season", SUBJECT, "collectives.keep", _("Close the season"),
        _("A season is accounted for once it is over."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.PAY_LEAVER,
    Work(
        "collectives:pay_leaver", SUBJECT, "collectives.settle", _("Pay what is owed"),
        _("A member left the group and is owed what its rule gives."),
    ),
)  # fmt: skip
