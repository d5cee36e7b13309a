"""The addresses for machines. Whatever else is asked for below /api/ is answered as they are."""

from django.urls import URLPattern, URLResolver, path, re_path

from kith.api.views import deposits, feeds
from kith.api.views.door import door, missing

# Each registers its addresses at the door when it is loaded.
ROOMS = (feeds, deposits)

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", door.urls),
    re_path("", missing, name="api_missing"),
]
