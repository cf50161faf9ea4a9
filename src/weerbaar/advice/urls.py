from django.urls import path

from weerbaar.advice.views import advices, answering, gatherings, sending

app_name = "advice"
urlpatterns = [
    path("adviezen/", advices.advices, name="list"),
    path("adviezen/nieuw/", advices.write, name="write"),
    path("adviezen/<uuid:pk>/", advices.advice, name="advice"),
    path("adviezen/<uuid:pk>/wijzigen/", advices.change, name="change"),
    path("adviezen/<uuid:pk>/word/", advices.document, name="document"),
    path("adviezen/<uuid:pk>/afdrukken/", advices.printed, name="print"),
    path("adviezen/<uuid:pk>/oppakken/", advices.take, name="take"),
    path("adviezen/<uuid:pk>/tweede-lezer/", sending.ask_reader, name="ask-reader"),
    path("adviezen/<uuid:pk>/gelezen/", sending.confirm, name="confirm"),
    path("adviezen/<uuid:pk>/teruggeven/", sending.give_back, name="give-back"),
    path("adviezen/<uuid:pk>/versturen/", sending.send, name="send"),
    path("adviezen/<uuid:pk>/herinneren/", sending.remind, name="remind"),
    path("adviezen/<uuid:pk>/antwoorden/", answering.answer, name="answer"),
    path("adviezen/<uuid:pk>/vervolg/", answering.follow_up, name="follow-up"),
    path("advies/<str:token>/", answering.answer_by_link, name="answer-by-link"),
    path("bijeenkomsten/", gatherings.gatherings, name="gatherings"),
    path("bijeenkomsten/nieuw/", gatherings.call, name="call"),
    path("bijeenkomsten/<uuid:pk>/", gatherings.gathering, name="gathering"),
    path("bijeenkomsten/<uuid:pk>/uitnodigen/", gatherings.ask, name="ask"),
    path("bijeenkomsten/<uuid:pk>/verslag/", gatherings.report, name="report"),
    path("bijeenkomsten/<uuid:pk>/publiceren/", gatherings.publish, name="publish"),
    path("bijeenkomsten/<uuid:pk>/teruggeven/", gatherings.give_back, name="return-report"),
    path("inbreng/<str:token>/", gatherings.bring, name="bring"),
]
