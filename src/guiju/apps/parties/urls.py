"""Addresses of the parties, below /parties/."""

from __future__ import annotations

from django.urls import path

from guiju.apps.parties.views import committees, draws, editing, experts, importing, organisations

app_name = "parties"
urlpatterns = [
    path("", organisations.listing, name="organisations"),
    path("organisations.<str:ending>", organisations.take, name="organisations-take"),
    path("new", editing.new, name="new"),
    path("duplicates", editing.duplicates, name="duplicates"),
    path("merges/<int:pk>/undo", editing.merge_undo, name="merge-undo"),
    path("import/", importing.hand_in, name="import"),
    path("import/<int:pk>/", importing.one, name="import-one"),
    path("import/<int:pk>/progress", importing.progress, name="import-progress"),
    path("import/<int:pk>/let-in", importing.let_in, name="import-let-in"),
    path("committees/", committees.listing, name="committees"),
    path("committees/new", committees.new, name="committee-new"),
    path("committees.<str:ending>", committees.take, name="committees-take"),
    path("committees/<int:pk>/", committees.one, name="committee"),
    path("committees/<int:pk>/edit", committees.edit, name="committee-edit"),
    path("committees/<int:pk>/members/<int:member>/end", committees.member_end, name="committee-member-end"),
    path("committees/<int:pk>/<slug:what>", committees.act, name="committee-act"),
    path("experts/", experts.listing, name="experts"),
    path("experts/new", experts.new, name="expert-new"),
    path("experts/mine", experts.mine, name="expert-mine"),
    path("experts/<int:pk>/", experts.one, name="expert"),
    path("experts/<int:pk>/recusal", experts.recusal, name="expert-recusal"),
    path("experts/<int:pk>/erase", experts.erase, name="expert-erase"),
    path("draws/", draws.listing, name="draws"),
    path("draws/new", draws.new, name="draw-new"),
    path("draws/<int:pk>/", draws.one, name="draw"),
    path("draws/<int:pk>/announce", draws.announce, name="draw-announce"),
    path("draws/<int:pk>/make", draws.make, name="draw-make"),
    path("draws/<int:pk>/withdraw", draws.withdraw, name="draw-withdraw"),
    path("draws/<int:pk>/<slug:what>.json", draws.take, name="draw-take"),
    path("<int:pk>/", organisations.one, name="organisation"),
    path("<int:pk>/edit", editing.edit, name="edit"),
    path("<int:pk>/rename", editing.rename, name="rename"),
    path("<int:pk>/close", editing.close, name="close"),
    path("<int:pk>/link", editing.link, name="link"),
    path("<int:pk>/merge", editing.merge, name="merge"),
]
