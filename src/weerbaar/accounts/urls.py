from django.urls import path

from weerbaar.accounts.views import audit, own, people, region_pages, rights, sign_in

app_name = "accounts"
urlpatterns = [
    path("inloggen/", sign_in.login, name="login"),
    path("uitloggen/", sign_in.logout, name="logout"),
    path("demo/<slug:key>/", sign_in.demo, name="demo"),
    path("uitnodiging/<str:token>/", sign_in.accept, name="accept"),
    path("mensen/", people.people, name="people"),
    path("mensen/uitnodigen/", people.invite, name="invite"),
    path("mensen/uitnodigingen/<uuid:pk>/intrekken/", people.withdraw, name="withdraw"),
    path("mensen/rollen/<uuid:pk>/wijzigen/", people.change_role, name="change-role"),
    path("mensen/rollen/<uuid:pk>/beeindigen/", people.end_role, name="end-role"),
    path("mensen/<uuid:pk>/", people.person, name="person"),
    path("mensen/<uuid:pk>/uitschakelen/", people.deactivate, name="deactivate"),
    path("mensen/<uuid:pk>/wissen/", people.erase, name="erase"),
    path("mijn-gegevens/", own.profile, name="profile"),
    path("mijn-gegevens/wachtwoord/", own.password, name="password"),
    path("mijn-gegevens/rol/", own.switch_role, name="switch-role"),
    path("mijn-gegevens/wissen/", own.erase, name="erase-self"),
    path("mijn-gegevens/weerbaar-gegevens.<slug:kind>", own.download, name="download"),
    path("logboek/", audit.audit, name="audit"),
    path("regio/", region_pages.region_map, name="map"),
    path("gemeenten/<slug:code>/", region_pages.municipality, name="municipality"),
    path("organisaties/", region_pages.organisations, name="organisations"),
    path("rechten/", rights.rights, name="rights"),
]
