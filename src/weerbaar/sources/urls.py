from django.urls import path

from weerbaar.sources.views import items, sources, uploads, wording

app_name = "sources"
urlpatterns = [
    path("bronnen/", sources.source_list, name="list"),
    path("bronnen/voorstellen/", sources.choose_kind, name="choose-kind"),
    path("bronnen/voorstellen/<slug:kind>/", sources.propose, name="propose"),
    path("bronnen/<uuid:pk>/", sources.source, name="source"),
    path("bronnen/<uuid:pk>/aanzetten/", sources.approve, name="approve"),
    path("bronnen/<uuid:pk>/uitzetten/", sources.switch_off, name="switch-off"),
    path("bronnen/<uuid:pk>/opnieuw/", sources.propose_again, name="propose-again"),
    path("items/", items.item_list, name="items"),
    path("items/<uuid:pk>/", items.item, name="item"),
    path("items/toevoegen/", uploads.upload, name="upload"),
    path("items/toevoegen/bewaren/", uploads.keep, name="keep"),
    path("woordenlijsten/", wording.wording_list, name="wordings"),
    path("woordenlijsten/<slug:kind>/voorstellen/", wording.propose, name="propose-wording"),
    path("woordenlijsten/onderwerpen/", wording.topics, name="topics"),
    path("woordenlijsten/onderwerpen/<slug:key>/", wording.topic, name="topic"),
    path("woordenlijsten/plaatsen/", wording.places, name="places"),
    path("woordenlijsten/<uuid:pk>/", wording.version, name="wording"),
    path("woordenlijsten/<uuid:pk>/gebruiken/", wording.approve, name="approve-wording"),
    path("woordenlijsten/<uuid:pk>/intrekken/", wording.withdraw, name="withdraw-wording"),
]
