"""The pages of the front door."""

from django.urls import URLPattern, path

from kith.concerns.views import files, leave, public, replies

app_name = "concerns"
urlpatterns: list[URLPattern] = [
    # Anybody reports, and comes back with their words.
    path("report/", public.start, name="report"),
    path("report/<int:number>/", public.question, name="report_question"),
    path("report/call/", public.call, name="report_call"),
    path("report/files/", public.files, name="report_files"),
    path("report/check/", public.check, name="report_check"),
    path("report/<slug:sector>/", public.start, name="report_sector"),
    path("reply/", replies.enter, name="reply"),
    path("reply/thread/", replies.show_thread, name="thread"),
    path("reply/finish/", replies.finish, name="reply_finish"),
    path("leave", leave.leave, name="leave"),
    path("files/<uuid:attachment>/", files.download, name="attachment"),
]
