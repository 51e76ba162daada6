"""The next release brings a mistake that only production's own check finds: it is taken back."""

import tables
import uploads
from app import DEVELOPMENT, PRODUCTION, STAGING
from claims import claim, equal
from cluster import apply, sql
from release import APPROVAL, Release
from terminal import say

TITLE = "A release that is taken back"


def tell(story):
    _change_development(story)
    apply(STAGING, "one-way-release/taken-back/to-staging.yaml")
    first = Release(story.kubernetes, STAGING, "crm-2026-12")
    first.follow(until="Succeeded")
    claim("staging shows winter, and dollars", all(it in story.staging.front() for it in ("The harbour in winter", "USD")))
    apply(PRODUCTION, "one-way-release/taken-back/to-production.yaml")
    second = Release(story.kubernetes, PRODUCTION, "crm-2026-12")
    second.follow(until=APPROVAL)
    _release_and_take_back(story, second)
    equal("it was the file that staging had validated", second.status["file"], first.status["file"])


def _change_development(story):
    say("A page for winter, and by mistake another currency.")
    story.development.put_page("winter", "The harbour in winter", "Closed when there is ice.")
    sql(DEVELOPMENT, """UPDATE settings SET value = '"USD"' WHERE key = 'currency'""")


def _release_and_take_back(story, release):
    deployed = story.app_as_deployed()
    say("Customers wait from here to the end of the release, so that the tables can be compared as a whole.")
    story.customers.pause()
    before = tables.fingerprints(PRODUCTION)
    release.approve(story.user)
    release.follow(until="RolledBack")
    after = tables.fingerprints(PRODUCTION)
    story.customers.resume()
    story.customers.await_more(5)
    say(f"It says: {release.why()}")
    equal(f"every table is as it was before: {len(_tables(before))} checksums are equal", _tables(before) ^ _tables(after), set())
    equal("production runs the first file still", story.environment(PRODUCTION).get("currentFile"), story.first_file)
    front = story.production.front()
    claim("its front page shows euros, and no winter", "EUR" in front and "winter" not in front)
    uploads.check(story.production)
    equal("scale, routing and notes of the app are as they were", story.app_as_deployed(), deployed)
    equal("production has two ready replicas again", story.ready_replicas(), 2)


def _tables(lines):
    """Without the sequences: no number is given twice, so they do not go back."""
    return {line for line in lines if not line.startswith("sequence ")}
