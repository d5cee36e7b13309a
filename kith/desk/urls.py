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
    # Who is kept out.
    path("conflict/", views.conflict, name="conflict"),
    path("restrictions/", views.restrictions, name="restrictions"),
    path("restrictions/seals/<uuid:record_id>/", views.review_seal, name="review_seal"),
    path("restrictions/bars/<uuid:bar_id>/", views.review_bar, name="review_bar"),
    path("concerns/<str:reference>/restrict/", views.restrict, name="restrict"),
    path("concerns/<str:reference>/restrict/seal/", views.seal, name="seal"),
    path("concerns/<str:reference>/restrict/bar/", views.bar, name="bar"),
    path("concerns/<str:reference>/restrict/unseal/", views.unseal, name="unseal"),
    path("concerns/<str:reference>/who-looked/", views.looked, name="looked"),
]
