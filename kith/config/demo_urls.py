"""Sign-in lines of the demonstration: no password, on this machine alone, and only where settings say DEMO."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_GET

from kith.agencies import actions as agencies
from kith.agencies.models import Account, How
from kith.config.cookies import PASS
from kith.config.sign_in import begin

DOMAIN = "demo.example"


@require_GET
def come_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign in as one of the invented people."""
    if not settings.DEMO:
        raise Http404
    account = get_object_or_404(Account, email=f"{slug}@{DOMAIN}", is_active=True)
    if token := request.COOKIES.get(PASS):
        agencies.sign_out(token=token)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    response = redirect("desk:home")
    begin(request, response, account, how=How.DEMO)
    return response


urlpatterns = [path("<slug:slug>/", come_in)]
