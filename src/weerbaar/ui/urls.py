from django.urls import path

from weerbaar.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("taal/", views.choose_language, name="language"),
]
