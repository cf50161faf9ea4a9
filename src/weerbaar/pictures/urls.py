from django.urls import path

from weerbaar.pictures.views import drafts, frozen

app_name = "pictures"
urlpatterns = [
    path("beelden/", drafts.pictures, name="list"),
    path("beelden/nieuw/", drafts.start, name="start"),
    path("beelden/<uuid:pk>/", drafts.draft, name="draft"),
    path("beelden/<uuid:pk>/deel/<int:number>/", drafts.section, name="section"),
    path("beelden/<uuid:pk>/deel/<int:number>/uitspraak/", drafts.state, name="state"),
    path("beelden/<uuid:pk>/instemmen/", drafts.agree, name="agree"),
    path("beelden/<uuid:pk>/vaststellen/", drafts.freeze, name="freeze"),
    path("beelden/vastgesteld/<uuid:pk>/", frozen.version, name="version"),
    path("beelden/vastgesteld/<uuid:pk>/gewijzigd/", frozen.changes, name="changes"),
    path("beelden/vastgesteld/<uuid:pk>/meenemen/", frozen.forms, name="forms"),
    path("beelden/vastgesteld/<uuid:pk>/meenemen/<slug:audience>/", frozen.preview, name="preview"),
    path("beelden/vastgesteld/<uuid:pk>/meenemen/<slug:audience>/<slug:form>/", frozen.document, name="document"),
]
