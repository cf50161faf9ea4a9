from django.urls import path

from weerbaar.accountability import views

app_name = "accountability"
urlpatterns = [
    path("verantwoording/", views.accounting, name="accounting"),
    path("verantwoording/waarvoor/", views.introduction, name="introduction"),
    path("verantwoording/gegevens/", views.inventory_page, name="inventory"),
    path("verantwoording/bewijs/", views.evidence_page, name="evidence"),
    path("verantwoording/modelkaarten/", views.cards_page, name="cards"),
    path("verantwoording/bronnen/", views.sources_page, name="sources"),
    path("verantwoording/algoritmeregister/", views.registrations_page, name="registrations"),
    path("verantwoording/algoritmeregister/<slug:code>.json", views.registration_file, name="registration"),
    path("verantwoording/stukken/<slug:slug>/", views.paper_page, name="paper"),
    path("verantwoording/stukken/<slug:slug>.yaml", views.paper_file, name="paper-file"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
]
