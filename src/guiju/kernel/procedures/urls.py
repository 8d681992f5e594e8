"""Addresses of cases and procedures (事项、程序)."""

from django.urls import path

from guiju.kernel.procedures.views import case, declared, files, people, reminders, work

app_name = "procedures"
urlpatterns = [
    path("desk/", work.waiting, name="work"),
    path("desk/cases/", work.cases, name="cases"),
    path("desk/new/", work.new, name="new"),
    path("desk/reminders/", reminders.reminders, name="reminders"),
    path("desk/reminders/calendar/", reminders.calendar_make, name="calendar-make"),
    path("desk/calendar/<str:token>.ics", reminders.calendar, name="calendar"),
    path("desk/delegations/", people.delegations, name="delegations"),
    path("desk/delegations/<int:pk>/revoke/", people.revoke, name="delegation-revoke"),
    path("desk/case/<int:pk>/", case.one, name="case"),
    path("desk/case/<int:pk>/move/", case.move, name="move"),
    path("desk/case/<int:pk>/opinion/", case.opinion, name="opinion"),
    path("desk/case/<int:pk>/ask/", case.ask, name="ask"),
    path("desk/case/<int:pk>/duty/", case.duty, name="duty"),
    path("desk/case/<int:pk>/form/<str:kind>/", files.form, name="form"),
    path("desk/case/<int:pk>/document/", files.add, name="document-add"),
    path("desk/case/<int:pk>/document/<int:document>/", files.get, name="document"),
    path("procedures/", declared.index, name="procedures"),
    path("procedures/<str:code>/", declared.one, name="procedure"),
]
