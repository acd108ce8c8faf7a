"""The categories that come with the software, and their days.

No law or standard that we know names days for a complaint about such help: they are our own, and an
organisation states its own over them.
"""

from datetime import date

from django.db import migrations

from homeward.core.operations import Fill

SOURCE = (
    "Our own term: the Core Humanitarian Standard (2024), commitment 5, asks for complaints to be"
    " addressed in good time and names no days"
)
FROM = date(2026, 1, 1)
ORDINARY = {"acknowledge_days": 7, "answer_days": 30, "appeal_days": 30, "hear_days": 30}
SENSITIVE = ORDINARY | {"acknowledge_days": 2, "answer_days": 20}
LINK_DAYS = 365
# code: is it sensitive; English, French, Arabic.
CATEGORIES = {
    "quality": (False, "The help itself: what it was like", "L’aide elle-même : sa qualité",
                "المساعدة نفسها: جودتها"),
    "delay": (False, "Waiting too long", "Une attente trop longue", "الانتظار الطويل"),
    "money": (False, "Money or goods: the amount, or what is missing",
              "Argent ou biens : le montant, ou ce qui manque",
              "المال أو السلع: المبلغ أو ما ينقص"),
    "decision": (False, "A decision about my plan or my help",
                 "Une décision sur mon plan ou mon aide", "قرار بشأن خطتي أو مساعدتي"),
    "information": (False, "Information that was missing or wrong",
                    "Une information absente ou fausse", "معلومات ناقصة أو خاطئة"),
    "access": (False, "Getting in: language, distance, disability",
               "L’accès : langue, distance, handicap", "الوصول: اللغة أو المسافة أو الإعاقة"),
    "conduct": (True, "How somebody who works here behaved",
                "Le comportement de quelqu’un qui travaille ici", "سلوك شخص يعمل هنا"),
    "abuse": (True, "Sexual abuse, exploitation, harassment or violence",
              "Abus sexuel, exploitation, harcèlement ou violence",
              "الاعتداء الجنسي أو الاستغلال أو التحرش أو العنف"),
    "corruption": (True, "Somebody asked for money or a favour, or took something",
                   "Quelqu’un a demandé de l’argent ou une faveur, ou a détourné quelque chose",
                   "طلب شخص مالاً أو خدمة أو أخذ شيئاً"),
    "data": (True, "My data were shown or passed on",
             "Mes données ont été montrées ou transmises", "كُشفت بياناتي أو نُقلت إلى غيري"),
    "other": (False, "Something else", "Autre chose", "أمر آخر"),
}  # fmt: skip


def fill(apps, schema_editor):
    category = apps.get_model("complaints", "Category")
    category.objects.bulk_create(
        category(
            code=code,
            names={"en": english, "fr": french, "ar": arabic},
            is_sensitive=is_sensitive,
            position=position,
            source=SOURCE,
            valid_from=FROM,
            link_days=LINK_DAYS,
            **(SENSITIVE if is_sensitive else ORDINARY),
        )
        for position, (code, (is_sensitive, english, french, arabic)) in enumerate(
            CATEGORIES.items(), start=1
        )
    )


class Migration(migrations.Migration):
    dependencies = [("complaints", "0002_policies")]
    # Going back, the table goes itself.
    operations = [Fill(fill, migrations.RunPython.noop)]
