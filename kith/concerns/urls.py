"""The pages of the front door."""

from django.urls import URLPattern, path

from kith.concerns.views import files, leave, public, referral_pages, referrals, replies

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
    # A professional refers.
    path("referrals/", referrals.show_referrals, name="referrals"),
    path("referrals/new/", referrals.begin, name="referral_new"),
    path("referrals/<uuid:draft_id>/", referrals.show_referral, name="referral"),
    path("referrals/<uuid:draft_id>/check/", referrals.check, name="referral_check"),
    path("referrals/<uuid:draft_id>/send/", referrals.send, name="referral_send"),
    path("referrals/<uuid:draft_id>/discard/", referrals.discard, name="referral_discard"),
    path("referrals/<uuid:draft_id>/people/add/", referral_pages.add, name="referral_add"),
    path("referrals/<uuid:draft_id>/people/<slug:key>/remove/", referral_pages.remove, name="referral_remove"),
    path("referrals/<uuid:draft_id>/people/<slug:key>/<slug:page>/", referral_pages.page, name="referral_about"),
    path("referrals/<uuid:draft_id>/people/<slug:key>/<slug:page>/keep/", referral_pages.keep, name="referral_about_keep"),
    path("referrals/<uuid:draft_id>/<slug:page>/", referral_pages.page, name="referral_page"),
    path("referrals/<uuid:draft_id>/<slug:page>/keep/", referral_pages.keep, name="referral_page_keep"),
]
