from django.urls import path

from weerbaar.signals.views import ending, handling, lists, reporting, talking

app_name = "signals"
urlpatterns = [
    path("signalen/", lists.signals, name="list"),
    path("signaal-geven/", reporting.report, name="report"),
    path("signaal/<str:token>/", reporting.report_by_link, name="report-by-link"),
    path("signalen/bon/<str:code>/", reporting.receipt, name="receipt"),
    path("signalen/status/", reporting.status, name="status"),
    path("mijn-signalen/", lists.mine, name="mine"),
    path("signalen/samen/", lists.bulk, name="bulk"),
    path("signalen/filters/", lists.save_filter, name="save-filter"),
    path("signalen/filters/<uuid:pk>/weg/", lists.forget_filter, name="forget-filter"),
    path("signalen/clusters/<uuid:pk>/", lists.cluster, name="cluster"),
    path("signalen/vragen/", talking.questions, name="questions"),
    path("signalen/vragen/<uuid:pk>/", talking.answer, name="answer"),
    path("signalen/links/", talking.links, name="links"),
    path("signalen/links/<uuid:pk>/intrekken/", talking.revoke, name="revoke"),
    path("signalen/quarantaine/", ending.quarantine, name="quarantine"),
    path("signalen/quarantaine/<uuid:pk>/vrijgeven/", ending.release, name="release"),
    path("signalen/quarantaine/<uuid:pk>/vernietigen/", ending.destroy, name="destroy"),
    path("signalen/bewaren/", ending.retention, name="retention"),
    path("signalen/bewaren/uitvoeren/", ending.retire, name="retire"),
    path("signalen/<uuid:pk>/", handling.signal, name="signal"),
    path("signalen/<uuid:pk>/verder/", handling.move, name="move"),
    path("signalen/<uuid:pk>/eigenaar/", handling.take, name="take"),
    path("signalen/<uuid:pk>/coderen/", handling.code, name="code"),
    path("signalen/<uuid:pk>/zien-wij-ook/", handling.see_too, name="see-too"),
    path("signalen/<uuid:pk>/vragen/", talking.ask, name="ask"),
    path("signalen/<uuid:pk>/terugkoppelen/", talking.tell, name="tell"),
]
