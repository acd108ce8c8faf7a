"""The ways that come with the software: every programme has one of each kind from the first day."""

from datetime import date, timedelta

from django.db import migrations

from homeward.core.operations import Fill

FROM = date(2020, 1, 1)
# An application was due 4 weeks before the departure at first, 19 calendar days later. The guides
# don't state the day of the change: this one is ours, and a programme publishes its own version.
CHANGED = date(2023, 1, 1)
GUIDE = "Reintegration programme of the European Union, user guide"
ORDER = [
    "counselling", "application", "decision", "departure", "travel", "arrival", "plan", "support",
    "follow_up", "closure",
]  # fmt: skip
HOST_CONFIRMS = {
    "en": "Host confirms",
    "fr": "Confirmation du pays hôte",
    "ar": "تأكيد البلد المضيف",
}
# kind -> stage -> (what waits, must be true to enter, must be true to leave, names)
WAYS = {
    "host_first": {
        "counselling": ("record_consent", [], ["intake_taken"], {}),
        "departure": ("announce_arrival", [], ["travel_dated"], {}),
        "arrival": ("", [], [], {}),
        "plan": ("draft_plan", [], [], {}),
        "support": ("", [], [], {}),
        "follow_up": ("", [], [], {}),
        "closure": ("", [], [], {}),
    },
    "with_decision": {
        "counselling": ("record_consent", [], ["intake_taken"], {}),
        "application": ("submit_application", [], ["application_sent"], {}),
        "decision": ("", ["application_sent"], [], {}),
        "departure": ("announce_arrival", ["found_eligible"], ["travel_dated"], {}),
        "travel": ("", ["checklist_done"], [], {}),
        "arrival": ("", ["departure_confirmed"], [], {}),
        "plan": ("draft_plan", [], [], {}),
        "support": ("", [], [], {}),
        "follow_up": ("", [], [], {}),
        "closure": ("", [], [], {}),
    },
    "origin_first": {
        "counselling": ("record_consent", [], ["intake_taken"], {}),
        "plan": ("draft_plan", ["consent_recorded"], [], {}),
        "support": ("", [], [], {}),
        "follow_up": ("", [], [], {}),
        "closure": ("", [], [], {}),
    },
    "retroactive": {
        "counselling": ("record_consent", [], ["intake_taken", "arrived"], {}),
        "decision": ("ask_host", [], [], HOST_CONFIRMS),
        "plan": ("draft_plan", ["host_confirmed"], [], {}),
        "support": ("", [], [], {}),
        "follow_up": ("", [], [], {}),
        "closure": ("", [], [], {}),
    },
}


def ship(apps, schema_editor):
    ways, stages = apps.get_model("programmes", "Way"), apps.get_model("programmes", "WayStage")

    def make(kind, days, **version):
        way = ways.objects.create(kind=kind, **version)
        stages.objects.bulk_create(
            stages(
                way=way, stage=stage, position=ORDER.index(stage) + 1, wait=wait,
                to_enter=to_enter, to_leave=to_leave, names=names,
                **({"days_before_travel": days, "source": GUIDE} if stage == "application" else {}),
            )
            for stage, (wait, to_enter, to_leave, names) in WAYS[kind].items()
        )  # fmt: skip

    until = CHANGED - timedelta(days=1)
    make("with_decision", 28, number=1, status="superseded", valid_from=FROM, valid_until=until)
    make("with_decision", 19, number=2, status="published", valid_from=CHANGED)
    for kind in ("host_first", "origin_first", "retroactive"):
        make(kind, None, number=1, status="published", valid_from=FROM)


def take_back(apps, schema_editor):
    apps.get_model("programmes", "Way").objects.filter(programme__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("programmes", "0013_ways")]
    operations = [Fill(ship, take_back)]
