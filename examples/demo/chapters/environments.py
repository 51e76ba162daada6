"""The environments of one app become ready, and production is used from now on."""

import cluster
import uploads
from app import ENVIRONMENTS
from claims import claim, equal
from terminal import await_that

TITLE = "Four environments of one app"


def tell(story):
    apps = (story.development, story.team_b, story.staging, story.production)
    for app in apps:
        app.await_answer()
    for namespace in ENVIRONMENTS:
        await_that(f"AppEnvironment {namespace} to be ready", lambda: _is_ready(story, namespace), hint=lambda: _why(story, namespace))
    await_that("2 ready replicas in production", lambda: story.ready_replicas() == 2)
    story.customers.start()
    for app in apps:
        uploads.put(app)
    for name in ("Ada", "Grace", "Edsger"):
        story.staging.order(name, "Buoy")
    story.customers.await_more(10)
    cluster.shown("get", "appenv", "-A")
    claim("two teams' development, staging and production are ready", all(_is_ready(story, it) for it in ENVIRONMENTS))
    equal("production has two replicas", story.ready_replicas(), 2)
    claim("development is ahead: it has a menu that staging and production lack", _has_menu(story.development) and not _has_menu(story.staging))


def _has_menu(app):
    return "Menu:" in app.front()


def _is_ready(story, namespace):
    return _ready(story, namespace).get("status") == "True"


def _why(story, namespace):
    return _ready(story, namespace).get("message", "")


def _ready(story, namespace):
    conditions = story.environment(namespace).get("conditions", [])
    return next((it for it in conditions if it["type"] == "Ready"), {})
