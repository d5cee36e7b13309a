"""Every address of Kith, by room."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("api/", include("kith.api.urls")),
    path("", include("kith.concerns.urls")),
    path("", include("kith.desk.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("kith.config.demo_urls")))

handler400 = "kith.ui.pages.bad_request"
handler404 = "kith.desk.views.missing"
