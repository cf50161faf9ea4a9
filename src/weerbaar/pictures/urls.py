from django.urls import path

from weerbaar.pictures.views import around, drafts, frozen, partners, sections, style

app_name = "pictures"
urlpatterns = [
    path("beelden/", drafts.pictures, name="list"),
    path("beelden/nieuw/", drafts.start, name="start"),
    path("beelden/huisstijl/", style.house_style, name="house-style"),
    path("beelden/huisstijl/weg/", style.drop, name="drop-house-style"),
    path("beelden/<uuid:pk>/", drafts.draft, name="draft"),
    path("beelden/<uuid:pk>/merking/", around.mark, name="marking"),
    path("beelden/<uuid:pk>/witte-vlekken/", around.white_spots, name="white-spots"),
    path("beelden/<uuid:pk>/witte-vlekken/<int:spot>/weg/", around.drop_white_spot, name="drop-white-spot"),
    path("beelden/<uuid:pk>/aanpak/", around.approach, name="approach"),
    path("beelden/<uuid:pk>/aanpak/<slug:topic>/", around.approach_topic, name="approach-topic"),
    path("beelden/<uuid:pk>/deel/<int:number>/", sections.section, name="section"),
    path("beelden/<uuid:pk>/deel/<int:number>/bewaren/", sections.autosave, name="autosave"),
    path("beelden/<uuid:pk>/deel/<int:number>/versies/", sections.history, name="history"),
    path("beelden/<uuid:pk>/deel/<int:number>/versies/<int:version>/", sections.text_version, name="text-version"),
    path("beelden/<uuid:pk>/deel/<int:number>/eigenaar/", partners.owner, name="owner"),
    path("beelden/<uuid:pk>/deel/<int:number>/uitspraak/", sections.state, name="state"),
    path("beelden/<uuid:pk>/deel/<int:number>/uitspraak/<uuid:statement>/", sections.statement, name="statement"),
    path(
        "beelden/<uuid:pk>/deel/<int:number>/uitspraak/<uuid:statement>/intrekken/",
        sections.take_back,
        name="take-back",
    ),
    path("beeld-deel/<str:token>/", partners.section_by_link, name="section-by-link"),
    path("beeld-deel/<str:token>/bewaren/", partners.autosave_by_link, name="autosave-by-link"),
    path("beelden/<uuid:pk>/instemmen/", drafts.agree, name="agree"),
    path("beelden/<uuid:pk>/vaststellen/", drafts.freeze, name="freeze"),
    path("beelden/vastgesteld/<uuid:pk>/", frozen.version, name="version"),
    path("beelden/vastgesteld/<uuid:pk>/gebruikt/<int:number>/", frozen.used, name="used"),
    path("beelden/vastgesteld/<uuid:pk>/gewijzigd/", frozen.changes, name="changes"),
    path("beelden/vastgesteld/<uuid:pk>/meenemen/", frozen.forms, name="forms"),
    path("beelden/vastgesteld/<uuid:pk>/meenemen/<slug:audience>/", frozen.preview, name="preview"),
    path("beelden/vastgesteld/<uuid:pk>/meenemen/<slug:audience>/<slug:form>/", frozen.document, name="document"),
]
