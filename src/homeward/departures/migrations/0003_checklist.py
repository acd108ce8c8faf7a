"""What a departure needs where a programme has stated nothing else, and the days for questions.

The days are of the reintegration programme of the European Union (user guides of its tool): a host
that stays silent on a return reported afterwards for 7 days, a departure that is asked about 30
days after its day.
"""

from datetime import date

from django.db import migrations

from homeward.core.operations import Fill

FROM = date(2020, 1, 1)
SOURCE = "Reintegration programme of the European Union, user guide"
RULES = [
    ("confirm_return", FROM, 7, SOURCE),
    ("confirm_departure", FROM, 30, SOURCE),
]
# code, for whom, health, required, days before the travel, en, fr, ar
ITEMS = [
    ("passport", "each", False, True, 14, "Passport or laissez-passer",
     "Passeport ou laissez-passer", "جواز سفر أو وثيقة مرور"),
    ("birth_certificate", "child", False, False, 14, "Birth certificate", "Acte de naissance",
     "شهادة ميلاد"),
    ("escort", "child_alone", False, True, 10, "Escort, and who receives the child",
     "Accompagnateur, et personne qui accueille l’enfant", "مرافق، ومن يستقبل الطفل"),
    ("guardian", "child_alone", False, True, 14, "Guardian's written agreement",
     "Accord écrit du tuteur", "موافقة الوصي الخطية"),
    ("fit_to_travel", "each", True, True, 3, "Medical fitness to travel",
     "Aptitude médicale au voyage", "اللياقة الطبية للسفر"),
    ("vaccination", "each", True, False, 14, "Vaccination papers", "Carnet de vaccination",
     "أوراق التطعيم"),
    ("medicine", "each", True, False, 3, "Medicine for the journey and the first weeks",
     "Médicaments pour le voyage et les premières semaines",
     "أدوية الرحلة والأسابيع الأولى"),
    ("exit_permit", "case", False, False, 7, "Exit permit", "Autorisation de sortie",
     "تصريح خروج"),
    ("transit_visa", "case", False, False, 10, "Transit visa", "Visa de transit",
     "تأشيرة عبور"),
    ("ticket", "case", False, True, 5, "Ticket", "Billet", "تذكرة السفر"),
    ("luggage", "case", False, False, 3, "Luggage agreed", "Bagages convenus",
     "الأمتعة المتفق عليها"),
    ("cash", "case", False, False, 1, "Pocket money", "Argent de poche", "مصروف الجيب"),
]  # fmt: skip


def state(apps, schema_editor):
    rules, items = (
        apps.get_model("tasks", "DeadlineRule"),
        apps.get_model("departures", "ChecklistItem"),
    )
    for kind, since, days, source in RULES:
        rules.objects.get_or_create(
            kind=kind, programme_id=0, valid_from=since, defaults={"days": days, "source": source}
        )
    for position, (code, whom, health, required, days, en, fr, ar) in enumerate(ITEMS, start=1):
        items.objects.create(
            code=code, for_whom=whom, is_health=health, is_required=required, days_before=days,
            names={"en": en, "fr": fr, "ar": ar}, position=position, valid_from=FROM,
        )  # fmt: skip


def forget(apps, schema_editor):
    kinds = {kind for kind, *_ in RULES}
    apps.get_model("tasks", "DeadlineRule").objects.filter(
        kind__in=kinds, programme_id=0, valid_from__in=[since for _kind, since, *_ in RULES]
    ).delete()
    apps.get_model("departures", "ChecklistItem").objects.filter(programme__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("departures", "0002_policies"), ("tasks", "0012_kinds")]
    operations = [Fill(state, forget)]
