from django.urls import path

from homeward.tasks import views

app_name = "tasks"

urlpatterns = [
    path("work/absences/", views.absences, name="absences"),
    path("work/absences/<uuid:pk>/end/", views.end_absence, name="end_absence"),
    path("deadlines/days/", views.calendar, name="calendar"),
    path("deadlines/days/<int:pk>/take-back/", views.take_back_day, name="take_back_day"),
]
