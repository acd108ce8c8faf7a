from django.urls import path

from homeward.portal import asking, correspondence, plan, views, work

app_name = "portal"

urlpatterns = [
    path("portal/", views.home, name="home"),
    path("portal/country/", views.country, name="country"),
    path("portal/plan/", plan.story, name="plan"),
    path("portal/plan/answer/", plan.answer, name="answer_plan"),
    path("portal/plan/comments/", plan.comment, name="comment_plan"),
    path("portal/plan/proposals/", plan.propose, name="propose_line"),
    path("portal/plan/appeal/", plan.appeal, name="appeal"),
    path("portal/services/", asking.find, name="find"),
    path("portal/services/<uuid:service_pk>/ask/", asking.ask, name="ask"),
    path("portal/offers/<uuid:offer_pk>/ask/", asking.ask_offer, name="ask_offer"),
    path("portal/asked/<uuid:pk>/take-back/", asking.take_back, name="take_back"),
    path("portal/referrals/<uuid:pk>/", asking.confirm, name="confirm"),
    path("portal/work/", work.work, name="work"),
    path("portal/work/wishes/", work.wish, name="wish"),
    path("portal/consents/", views.consents, name="consents"),
    path("portal/consents/<int:org>/<int:purpose>/withdraw/", views.withdraw, name="withdraw"),
    path("portal/consents/<uuid:sheet>/aloud/", views.aloud, name="aloud"),
    path("portal/blocks/", views.block, name="block"),
    path("portal/blocks/<uuid:pk>/lift/", views.lift, name="lift"),
    path("portal/messages/", correspondence.index, name="messages"),
    path("portal/messages/write/", correspondence.write, name="write"),
    path("portal/messages/channels/", correspondence.agree, name="agree"),
    path("portal/messages/channels/<uuid:pk>/end/", correspondence.end, name="end_channel"),
    path("portal/my-data/", views.my_data, name="my_data"),
    path("portal/my-data/copy/", views.my_copy, name="my_copy"),
]
