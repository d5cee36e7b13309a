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
    # Files we send.
    path("files/", views.files, name="files"),
    path("files/<uuid:feed_id>/feed/", views.feed, name="feed"),
    path("files/news/<uuid:feed_id>/", views.feed_news, name="feed_news"),
    path("files/<uuid:feed_id>/close/", views.close_feed, name="close_feed"),
    path("files/<uuid:feed_id>/withdraw/", views.withdraw_feed, name="withdraw_feed"),
    path("files/<uuid:feed_id>/withdraw/<uuid:file_id>/", views.withdraw_file, name="withdraw_file"),
    # How a file is laid out that is of no format of ours.
    path("files/map/", views.map_start, name="map"),
    path("files/map/<uuid:draft_id>/", views.map_draft, name="map_draft"),
    path("files/map/<uuid:draft_id>/columns/", views.map_columns, name="map_columns"),
    path("files/map/<uuid:draft_id>/leave/", views.map_leave, name="map_leave"),
    path("files/map/saved/<uuid:saved_id>/", views.map_saved, name="map_saved"),
    path("files/news/map/<uuid:draft_id>/", views.map_news, name="map_news"),
    # How good an agency's files are.
    path("files/<uuid:feed_id>/quality/", views.feed_quality, name="feed_quality"),
    path("files/<uuid:feed_id>/quality/findings/", views.feed_findings, name="feed_findings"),
    path("files/<uuid:feed_id>/quality/findings/<uuid:file_id>/", views.feed_findings, name="file_findings"),
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
