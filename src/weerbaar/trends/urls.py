"""Addresses of this room."""

from django.urls import path

from weerbaar.trends.views import findings, scans

app_name = "trends"

urlpatterns = [
    path("bevindingen/", findings.finding_list, name="findings"),
    path("bevindingen/<uuid:pk>/", findings.series, name="series"),
    path("zoekrondes/", scans.scan_log, name="scans"),
    path("zoekrondes/schakelaar/", scans.switch, name="switch"),
]
