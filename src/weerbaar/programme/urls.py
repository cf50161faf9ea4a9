from django.urls import path

from weerbaar.programme import views

app_name = "programme"
urlpatterns = [
    path("", views.home, name="home"),
    path("post/", views.post, name="post"),
    path("post/<uuid:pk>/", views.message, name="message"),
    path("post/<uuid:pk>/opnieuw/", views.send_again, name="send-again"),
    path("status/", views.status, name="status"),
    path("-/health", views.health, name="health"),
    path("-/ready", views.ready, name="ready"),
    path("-/metrics", views.metrics, name="metrics"),
]
