from django.urls import path

from homeward.public import evidence, statistics, surveys, views

app_name = "public"
urlpatterns = [
    path("patterns/", views.patterns, name="patterns"),
    path("public/", views.entrance, name="entrance"),
    path("public/sitemap.xml", views.sitemap, name="sitemap"),
    path("public/<str:lang>/", views.countries, name="countries"),
    path("public/<str:lang>/surveys/", surveys.index, name="surveys"),
    path("public/<str:lang>/surveys/<uuid:version_pk>/", surveys.version, name="survey"),
    path("public/<str:lang>/surveys/<uuid:version_pk>/sheet/", surveys.sheet, name="survey_sheet"),
    path("public/<str:lang>/service/<uuid:service_pk>/", views.service, name="service"),
    path("public/<str:lang>/service/<uuid:service_pk>/report/", views.report, name="report"),
    path("public/<str:lang>/statistics/", statistics.releases, name="releases"),
    path("public/<str:lang>/statistics/<uuid:release_pk>/", statistics.release, name="release"),
    path("public/<str:lang>/statistics/<uuid:release_pk>/csv/", statistics.csv, name="release_csv"),
    path(
        "public/<str:lang>/statistics/<uuid:release_pk>/xlsx/",
        statistics.xlsx,
        name="release_xlsx",
    ),
    path(
        "public/<str:lang>/statistics/<uuid:release_pk>/json/",
        statistics.json,
        name="release_json",
    ),
    path("public/<str:lang>/evaluations/", evidence.evaluations, name="evaluations"),
    path(
        "public/<str:lang>/evaluations/<uuid:evaluation_pk>/",
        evidence.evaluation,
        name="evaluation",
    ),
    path("public/<str:lang>/lessons/", evidence.lessons, name="lessons"),
    path("public/<str:lang>/<str:country>/", views.directory, name="directory"),
    path("public/<str:lang>/<str:country>/about/", views.about, name="about"),
    path("public/<str:lang>/<str:country>/questions/", views.ask, name="ask"),
]
