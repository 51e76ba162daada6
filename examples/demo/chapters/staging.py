"""A migration file is built from development, and released to staging."""

import tables
import uploads
from app import DEVELOPMENT, STAGING
from claims import claim, equal
from cluster import apply
from release import Release
from terminal import say

TITLE = "To staging"


def tell(story):
    before = tables.business(STAGING)
    apply(STAGING, "one-way-release/to-staging.yaml")
    release = Release(story.kubernetes, STAGING, "crm-2026-11")
    release.follow(until="Succeeded")
    story.first_file = release.status["file"]
    say(f"The file is {story.first_file}.")
    claim("pages, roles, rights, settings and menu of staging are development's", tables.configuration(STAGING) == tables.configuration(DEVELOPMENT))
    claim("staging's front page shows them", all(it in story.staging.front() for it in ("About us", "Harbour master", "Menu:")))
    equal(f"staging's {tables.count(before)} rows of business are as they were", tables.business(STAGING), before)
    equal("its tables have development's columns, types and defaults", tables.structure(STAGING), tables.structure(DEVELOPMENT))
    uploads.check(story.staging)
    equal("staging runs that file", story.environment(STAGING).get("currentFile"), story.first_file)
    validated = [it["digest"] for it in story.environment(STAGING).get("validated", [])]
    claim("and says that it is validated there", story.first_file in validated, validated)
