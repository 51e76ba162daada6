"""The very same file is approved and released to production, which is in use."""

import backups
import tables
import uploads
from app import DEVELOPMENT, PRODUCTION
from claims import claim, equal
from cluster import apply, sql
from release import APPROVAL, Release
from terminal import say

TITLE = "The same file to production"


def tell(story):
    deployed = story.app_as_deployed()
    rows = tables.business(PRODUCTION)
    apply(PRODUCTION, "one-way-release/to-production.yaml")
    release = Release(story.kubernetes, PRODUCTION, "crm-2026-11")
    release.follow(until=APPROVAL)
    _read_preview(release)
    release.approve(story.user)
    release.follow(until="Succeeded")
    story.customers.await_more(5)
    claim("customers saw the maintenance page meanwhile", story.customers.saw_page > 0)
    _check_release(story, release)
    _check_app(story, deployed, rows)
    backups.check(story.kubernetes, release.status["backup"])


def _read_preview(release):
    preview = release.status["preview"]
    say(f"It waits: {release.status.get('waitingFor')}. The app is open meanwhile. The preview:")
    say("  rows: " + ", ".join(f"{preview.get(it, 0)} {it}" for it in ("added", "changed", "removed", "kept")))
    claim("the preview says that rows are added and changed", preview.get("added", 0) > 0 and preview.get("changed", 0) > 0, preview)


def _check_release(story, release):
    equal("production got the same file, digest by digest", release.status["file"], story.first_file)
    equal("production runs that file", story.environment(PRODUCTION).get("currentFile"), story.first_file)
    entries = sql(PRODUCTION, "SELECT count(*) FROM slipway.ledger WHERE step = 'Apply'")
    equal("the ledger in production's database has it exactly once", entries, ["1"])
    say(f"The app was closed for {release.status.get('maintenanceSeconds')} s, and behind the fence for {release.fence_seconds():.0f} s.")


def _check_app(story, deployed, rows):
    claim("production's pages, roles, rights, settings and menu are development's", tables.configuration(PRODUCTION) == tables.configuration(DEVELOPMENT))
    claim("production's front page shows them", all(it in story.production.front() for it in ("About us", "Harbour master", "Menu:")))
    gone = tables.lost(rows, tables.business(PRODUCTION))
    equal(f"production's {tables.count(rows)} rows of business are as they were", gone, [])
    equal("its tables have development's columns, types and defaults", tables.structure(PRODUCTION), tables.structure(DEVELOPMENT))
    uploads.check(story.production)
    equal("scale, routing and notes of the app are as they were", story.app_as_deployed(), deployed)
    equal("production has two ready replicas again", story.ready_replicas(), 2)
