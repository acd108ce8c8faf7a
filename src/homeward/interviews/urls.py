from django.urls import path

from homeward.interviews.views import browser, by_person, links, plain

app_name = "interviews"

urlpatterns = [
    path("surveys/<uuid:wave>/form/", browser.fill, name="fill"),
    path("surveys/<uuid:wave>/form/xform/", browser.xform, name="xform"),
    path("surveys/<uuid:wave>/form/draft/", browser.instance, name="instance"),
    path("surveys/<uuid:wave>/form/draft/files/<str:file_name>", browser.file, name="file"),
    path("surveys/<uuid:wave>/form/keep/", browser.keep, name="keep"),
    path("surveys/<uuid:wave>/form/send/", browser.send, name="send"),
    path("surveys/<uuid:wave>/form/pages/", plain.plain, name="plain"),
    path("surveys/<uuid:wave>/form/check/", plain.check, name="check"),
    path("surveys/<uuid:wave>/form/discard/", plain.discard, name="discard"),
    path("surveys/<uuid:wave>/form/links/", links.links, name="links"),
    path("surveys/<uuid:wave>/form/take/", links.take, name="take"),
    path("surveys/links/<uuid:interviewlink>/revoke/", links.revoke, name="revoke"),
    path("q/<str:token>/", by_person.link, name="link"),
    path("q/<str:token>/check/", by_person.link_check, name="link_check"),
]
