from django.urls import path

from weerbaar.cookers.views import leading, meetings, phone

app_name = "cookers"
urlpatterns = [
    path("pressure-cookers/", meetings.cookers, name="list"),
    path("pressure-cookers/nieuw/", meetings.prepare, name="prepare"),
    path("pressure-cookers/<uuid:pk>/", meetings.cooker, name="cooker"),
    path("pressure-cookers/<uuid:pk>/stellingen/", meetings.plan, name="plan"),
    path("pressure-cookers/<uuid:pk>/stukken/<slug:kind>/<slug:form>/", meetings.paper, name="paper"),
    path("pressure-cookers/<uuid:pk>/afspraak/", meetings.outcome, name="outcome"),
    path("pressure-cookers/<uuid:pk>/afspraak/<uuid:outcome>/gedaan/", meetings.finish, name="finish"),
    path("pressure-cookers/<uuid:pk>/leiden/", leading.present, name="present"),
    path("pressure-cookers/<uuid:pk>/leiden/stand/", leading.standing, name="standing"),
    path("pressure-cookers/<uuid:pk>/leiden/openen/", leading.begin, name="open"),
    path("pressure-cookers/<uuid:pk>/leiden/vragen/", leading.ask, name="ask"),
    path("pressure-cookers/<uuid:pk>/leiden/stoppen/", leading.stop, name="stop"),
    path("pressure-cookers/<uuid:pk>/leiden/sluiten/", leading.end, name="close"),
    path("stem/", phone.enter, name="enter"),
    path("stem/<slug:code>/", phone.vote, name="vote"),
    path("stem/<slug:code>/stand/", phone.standing, name="phone-standing"),
]
