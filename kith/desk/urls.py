"""The pages of the front desk."""

from django.urls import path

from kith.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("why/", views.purpose, name="purpose"),
    path("notices/", views.notices, name="notices"),
    path("stay/", views.keep, name="keep"),
    path("emergency/", views.emergency, name="emergency"),
    path("emergencies/", views.emergencies, name="emergencies"),
    path("emergencies/<uuid:emergency_id>/", views.review, name="review"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("who-looked/", views.audit, name="audit"),
    path("concerns/<str:reference>/who-looked/", views.looked, name="looked"),
]
