"""Notices: told once, sent once by each channel, tried again only where nothing has left."""

from __future__ import annotations

import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core import mail

from guiju.domain.language import Words
from guiju.kernel.notices import channels
from guiju.kernel.notices.channels import Channel, Unsent
from guiju.kernel.notices.channels.webhook import signature
from guiju.kernel.notices.models import Delivery, Notice
from guiju.kernel.notices.services import deliveries_send, notice_put, wish_set
from kernel.conftest import AT

SUBJECT, BODY, WHY = (
    Words("轮到您办理", "Yours to do"),
    Words("事项一件", "A case"),
    Words("您是经办人。", "You handle it."),
)


@pytest.fixture
def reachable(owner, settings):
    settings.MAIL_READY = True
    owner.email = "owner@example.org"
    owner.save()
    return owner


def put(user, key="k"):
    return notice_put(user=user, key=key, subject=SUBJECT, body=BODY, why=WHY, path="/desk/", at=AT)


def test_the_same_thing_is_told_and_sent_once(reachable):
    assert [put(reachable), put(reachable)] == [True, False]
    assert [deliveries_send(at=AT), deliveries_send(at=AT)] == [1, 0]
    assert len(mail.outbox) == 1
    assert "您是经办人" in mail.outbox[0].body
    assert "You handle it" in mail.outbox[0].body


def test_who_wants_no_mail_gets_none_but_reads_it_here(reachable):
    wish_set(actor=reachable, mail=False, digest=True, at=AT)
    put(reachable)
    assert deliveries_send(at=AT) == 0
    assert Notice.objects.filter(user=reachable).exists()


def test_a_worker_that_dies_while_sending_never_sends_it_again(reachable):
    put(reachable)
    Delivery.objects.update(state="sending", begun_at=AT)
    assert deliveries_send(at=AT + timedelta(hours=1)) == 0
    assert Delivery.objects.get().state == "unknown"
    assert mail.outbox == []


def test_what_has_not_left_is_tried_again_and_then_given_up(reachable, monkeypatch):
    tried = []

    def closed(user, letter):
        tried.append(letter.key)
        raise Unsent("no route")

    monkeypatch.setattr(
        "guiju.kernel.notices.services.channels", lambda: {"mail": Channel("mail", lambda user: True, closed)}
    )
    put(reachable)
    for hour in range(8):
        deliveries_send(at=AT + timedelta(hours=hour))
    assert len(tried) == 5
    assert Delivery.objects.get().state == "failed"


def test_channels_are_folders():
    assert {"mail", "webhook"} <= set(channels.channels())


def test_the_webhook_gets_signed_json(owner, settings):
    got = []

    class Bridge(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.headers["X-Guiju-Signature"], body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Bridge)
    thread = Thread(target=server.handle_request, daemon=True)
    thread.start()
    settings.WEBHOOK_URL = f"http://127.0.0.1:{server.server_port}/"
    put(owner)
    deliveries_send(at=AT)
    thread.join(5)
    server.server_close()
    assert got[0][0] == signature(got[0][1])
    assert json.loads(got[0][1])["subject"]["zh"] == "轮到您办理"
    assert Delivery.objects.get().state == "sent"


def test_a_webhook_that_cannot_be_reached_waits(owner, settings):
    settings.WEBHOOK_URL = "http://127.0.0.1:9/"
    put(owner)
    deliveries_send(at=AT)
    assert Delivery.objects.get().state == "waiting"
