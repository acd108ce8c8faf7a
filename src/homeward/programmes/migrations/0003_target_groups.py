"""The short list that is there from the beginning; each installation may lengthen it."""

from typing import Any

from django.db import migrations

from homeward.core.operations import Fill

GROUPS = {
    "returnees": ("Returnees", "Personnes de retour", "العائدون"),
    "residents": ("Local residents", "Population locale", "السكان المحليون"),
    "women": ("Women", "Femmes", "النساء"),
    "children": ("Children", "Enfants", "الأطفال"),
    "unaccompanied_children": (
        "Unaccompanied children",
        "Enfants non accompagnés",
        "الأطفال غير المصحوبين",
    ),
    "youth": ("Young people", "Jeunes", "الشباب"),
    "older_persons": ("Older persons", "Personnes âgées", "كبار السن"),
    "single_parents": ("Single parents", "Parents isolés", "الوالد المنفرد"),
    "survivors_of_trafficking": (
        "Survivors of trafficking",
        "Victimes de la traite",
        "ضحايا الاتجار بالبشر",
    ),
    "survivors_of_violence": (
        "Survivors of violence",
        "Victimes de violences",
        "ضحايا العنف",
    ),
    "persons_with_disabilities": (
        "Persons with disabilities",
        "Personnes en situation de handicap",
        "الأشخاص ذوو الإعاقة",
    ),
    "medical_needs": (
        "Persons with medical needs",
        "Personnes ayant des besoins médicaux",
        "أشخاص لديهم احتياجات طبية",
    ),
    "refugees": ("Refugees", "Personnes réfugiées", "اللاجئون"),
    "displaced": (
        "Internally displaced persons",
        "Personnes déplacées internes",
        "النازحون داخليا",
    ),
}


def add(apps: Any, schema_editor: Any) -> None:
    apps.get_model("programmes", "TargetGroup").objects.bulk_create(
        apps.get_model("programmes", "TargetGroup")(
            code=code, names=dict(zip(("en", "fr", "ar"), names, strict=True))
        )
        for code, names in GROUPS.items()
    )


def remove(apps: Any, schema_editor: Any) -> None:
    apps.get_model("programmes", "TargetGroup").objects.filter(code__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_mapping")]
    operations = [Fill(add, remove)]
