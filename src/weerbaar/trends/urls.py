"""Addresses of this room."""

from django.urls import path

from weerbaar.trends.views import findings, meaning_region, meaning_trends, meaning_week, meaning_writing, scans

app_name = "trends"

urlpatterns = [
    path("bevindingen/", findings.finding_list, name="findings"),
    path("bevindingen/<uuid:pk>/", findings.series, name="series"),
    path("zoekrondes/", scans.scan_log, name="scans"),
    path("zoekrondes/schakelaar/", scans.switch, name="switch"),
    path("mijn-week/", meaning_week.analyst_week, name="week"),
    path("toezeggingen/<uuid:pk>/nagekomen/", meaning_week.keep_promise, name="keep-promise"),
    path("regio/", meaning_region.glance, name="glance"),
    path("aandacht/", meaning_region.attention, name="attention"),
    path("aandacht/inzet/", meaning_region.note_effort, name="note-effort"),
    path("onderwerpen/<slug:key>/", meaning_region.topic, name="topic"),
    path("gemeenten/<str:code>/", meaning_region.place, name="place"),
    path("trends/", meaning_trends.trend_list, name="list"),
    path("trends/nieuw/", meaning_trends.open_trend, name="open"),
    path("trends/<uuid:pk>/", meaning_trends.trend, name="trend"),
    path("trends/<uuid:pk>/bewijs/", meaning_trends.link, name="link"),
    path("trends/<uuid:pk>/bewijs/<uuid:evidence>/weg/", meaning_trends.unlink, name="unlink"),
    path("trends/<uuid:pk>/sluiten/", meaning_trends.close, name="close"),
    path("trends/<uuid:pk>/duiden/", meaning_writing.write, name="write"),
    path("duidingen/<uuid:pk>/", meaning_writing.interpretation, name="interpretation"),
    path("duidingen/<uuid:pk>/bewerken/", meaning_writing.edit, name="edit"),
    path("duidingen/<uuid:pk>/vragen/", meaning_writing.ask, name="ask"),
    path("duidingen/<uuid:pk>/lezen/", meaning_writing.read, name="read"),
    path("duidingen/<uuid:pk>/versies/<int:number>/", meaning_writing.version, name="version"),
]
