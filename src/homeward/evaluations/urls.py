from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.evaluations.views import lessons, results, steps, workspace
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "evaluations"

urlpatterns = [
    path("evaluations/", workspace.index, name="index"),
    path("evaluations/new/", steps.new, name="new"),
    path("evaluations/<uuid:evaluation_pk>/", workspace.detail, name="detail"),
    path("evaluations/<uuid:evaluation_pk>/question/", steps.state, name="state"),
    path("evaluations/<uuid:evaluation_pk>/declare/", steps.declare, name="declare"),
    path("evaluations/<uuid:evaluation_pk>/extract/", steps.ask, name="ask"),
    path("evaluations/<uuid:evaluation_pk>/report/", steps.report, name="report"),
    path("evaluations/<uuid:evaluation_pk>/reply/", steps.reply, name="reply"),
    path("evaluations/<uuid:evaluation_pk>/publish/", steps.publish, name="publish"),
    path("evaluations/questions/<uuid:question_pk>/back/", steps.take_back, name="take_back"),
    path("evaluations/questions/<uuid:question_pk>/answer/", results.compute, name="compute"),
    path("evaluations/extracts/<uuid:extract_pk>/", results.extract, name="extract"),
    path("evaluations/extracts/<uuid:extract_pk>/waves/", results.waves, name="waves"),
    path(
        "evaluations/extracts/<uuid:extract_pk>/dictionary/", results.dictionary, name="dictionary"
    ),
    path("evaluations/extracts/<uuid:extract_pk>/csv/", results.take, {"form": "csv"}, name="csv"),
    path(
        "evaluations/extracts/<uuid:extract_pk>/parquet/",
        results.take,
        {"form": "parquet"},
        name="parquet",
    ),
    path("evaluations/results/<uuid:result_pk>/", results.result, name="result"),
    path("evaluations/results/<uuid:result_pk>/again/", results.again, name="again"),
    path("evaluations/results/<uuid:result_pk>/files/", results.files, name="files"),
    path("lessons/", lessons.lessons, name="lessons"),
    path("lessons/new/", lessons.new_lesson, name="new_lesson"),
    path("lessons/<uuid:lesson_pk>/", lessons.lesson, name="lesson"),
    path("lessons/<uuid:lesson_pk>/edit/", lessons.change_lesson, name="change_lesson"),
    path("lessons/<uuid:lesson_pk>/take-up/", lessons.take_up, name="take_up"),
    path("lessons/taken/<uuid:takeup_pk>/", lessons.come_of_it, name="come_of_it"),
]

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Evaluations"),
        url="evaluations:index",
        icon="scale",
        action="evaluations.read",
        section="evaluations",
    ),
)
navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Lessons"),
        url="evaluations:lessons",
        icon="bulb",
        action="evaluations.read_lessons",
        section="lessons",
    ),
)
pages.add(
    TaskKind.DECLARE_QUESTIONS,
    Work(
        url="evaluations:detail",
        about=SUBJECT,
        action="evaluations.evaluate",
        label=_("State them"),
        why=_("An evaluation was asked for. Data are frozen after its questions are declared."),
    ),
)
pages.add(
    TaskKind.REPORT_EVALUATION,
    Work(
        url="evaluations:detail",
        about=SUBJECT,
        action="evaluations.evaluate",
        label=_("Open it"),
        why=_("The questions are declared."),
    ),
)
pages.add(
    TaskKind.REPLY_TO_EVALUATION,
    Work(
        url="evaluations:detail",
        about=SUBJECT,
        action="evaluations.reply",
        label=_("Read the results"),
        why=_("You are assessed, and may reply before it is published."),
    ),
)
pages.add(
    TaskKind.PUBLISH_EVALUATION,
    Work(
        url="evaluations:detail",
        about=SUBJECT,
        action="evaluations.ask",
        label=_("Read the reply"),
        why=_("The assessed party replied."),
    ),
)
pages.add(
    TaskKind.FOLLOW_LESSON,
    Work(
        url="evaluations:come_of_it",
        about=SUBJECT,
        action="evaluations.take_up",
        label=_("Say it"),
        why=_("You took this lesson up."),
    ),
)
