from django.urls import path

from weerbaar.accountability import views

app_name = "accountability"
urlpatterns = [
    path("verantwoording/", views.accounting, name="accounting"),
    path("verantwoording/gegevens/", views.inventory_page, name="inventory"),
    path("verantwoording/bewijs/", views.evidence_page, name="evidence"),
]
