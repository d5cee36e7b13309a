"""The pages of the front door."""

from django.urls import URLPattern, path

from kith.concerns.views import (
    asked,
    concern,
    deciding,
    files,
    handed,
    leave,
    matching,
    public,
    queue,
    records,
    referral_pages,
    referrals,
    replies,
    reporter,
    triage,
)

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
    path("concerns/<slug:reference>/reporter/", reporter.show_reporter, name="reporter"),
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
    path(
        "referrals/<uuid:draft_id>/people/<slug:key>/<slug:page>/keep/", referral_pages.keep, name="referral_about_keep"
    ),
    path("referrals/<uuid:draft_id>/<slug:page>/", referral_pages.page, name="referral_page"),
    path("referrals/<uuid:draft_id>/<slug:page>/keep/", referral_pages.keep, name="referral_page_keep"),
    # Who might this be, and who knows this person.
    path("concerns/<str:reference>/match/", matching.people, name="matching"),
    path("concerns/<str:reference>/match/<uuid:person_id>/", matching.match, name="match"),
    path("concerns/<str:reference>/match/<uuid:person_id>/undo/", matching.undo, name="match_undo"),
    path("concerns/<str:reference>/match/<uuid:person_id>/<uuid:source_person>/", matching.compare, name="compare"),
    path("concerns/<str:reference>/known/", matching.known, name="known"),
    # The front door: the queue, and what can be done with one concern.
    path("queue/", queue.show_queue, name="queue"),
    path("queue/news/", queue.news, name="queue_news"),
    path("concerns/<slug:reference>/", concern.show_concern, name="concern"),
    path("concerns/<slug:reference>/take/", concern.take_it, name="take"),
    path("concerns/<slug:reference>/put-back/", concern.put_it_back, name="put_back"),
    path("concerns/<slug:reference>/read/", concern.reply_read, name="reply_read"),
    path("concerns/<slug:reference>/reopen/", triage.reopen, name="reopen"),
    path("concerns/<slug:reference>/rate/", triage.rate, name="rate"),
    path("concerns/<slug:reference>/ask/", triage.ask, name="ask"),
    path("concerns/<slug:reference>/message/", triage.message, name="message"),
    path("concerns/<slug:reference>/people/add/", triage.add_person, name="add_person"),
    path("concerns/<slug:reference>/records/<slug:kind>/", records.add_record, name="record"),
    path("concerns/<slug:reference>/strategy/", records.call_strategy, name="call_strategy"),
    path("concerns/<slug:reference>/strategy/<uuid:discussion>/", records.write_up_strategy, name="write_up_strategy"),
    path("concerns/<slug:reference>/decide/", deciding.decide, name="decide"),
    path("concerns/<slug:reference>/think-again/", deciding.think_again, name="think_again"),
    path("concerns/<slug:reference>/feedback/", deciding.feed_back, name="feed_back"),
    path("concerns/<slug:reference>/feedback/public/", deciding.tell_the_public, name="tell_public"),
    path("concerns/<slug:reference>/hand-over/", deciding.hand_over, name="hand_over"),
    path("concerns/<slug:reference>/hand-over/take-back/", deciding.take_back, name="take_back"),
    path("concerns/<slug:reference>/close/", deciding.close, name="close"),
    # An agency answers; a named worker accepts.
    path("asked/", asked.show_asked, name="asked"),
    path("asked/<uuid:asked_id>/", asked.answer, name="answer"),
    path("handed/", handed.show_handed, name="handed"),
    path("handed/<str:reference>/", handed.take_on, name="take_on"),
]
