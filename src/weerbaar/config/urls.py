"""Root urls: each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("weerbaar.programme.urls")),
    path("", include("weerbaar.accountability.urls")),
    path("", include("weerbaar.accounts.urls")),
    path("", include("weerbaar.sources.urls")),
    path("ontwikkelingen/", include("weerbaar.trends.urls")),
    path("", include("weerbaar.signals.urls")),
    path("", include("weerbaar.advice.urls")),
    path("", include("weerbaar.cookers.urls")),
    path("", include("weerbaar.pictures.urls")),
    path("inloggen/met/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("onderdelen/", include("weerbaar.ui.urls")),
]
