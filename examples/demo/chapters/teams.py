"""Two teams, a development environment each, release together: one puts its mistake right, the other does something else."""

import tables
import uploads
from app import DEVELOPMENT, STAGING, TEAM_B
from claims import claim, equal
from cluster import apply, kubectl, sql
from release import Release
from terminal import say

TITLE = "Two teams, one release"


def tell(story):
    _copy_development()
    _change_both()
    _release(story)


def _copy_development():
    say("Team b begins with a copy of development, which is what staging runs: pg_dump there, psql here.")
    options = ["--username=postgres", "--clean", "--if-exists", "--exclude-schema=slipway*", "crm"]
    sql(TEAM_B, kubectl("exec", "-n", DEVELOPMENT, "postgres-0", "--", "pg_dump", *options))


def _change_both():
    say("The first team puts the currency right. Team b renames a role, takes a page away, and adds a column with a check.")
    sql(DEVELOPMENT, """UPDATE settings SET value = '"EUR"' WHERE key = 'currency'""")
    sql(TEAM_B, """
        UPDATE roles SET title = 'Sellers' WHERE name = 'sales';
        DELETE FROM menu_entries USING pages WHERE page = pages.id AND name = 'orders';
        DELETE FROM pages WHERE name = 'orders';
        ALTER TABLE customers ADD COLUMN region text NOT NULL DEFAULT 'North', ADD CHECK (region IN ('North', 'South'));
    """)


def _release(story):
    before = tables.business(STAGING)
    apply(STAGING, "one-way-release/two-teams/to-staging.yaml")
    release = Release(story.kubernetes, STAGING, "crm-2027-02")
    release.follow(until="Succeeded")
    sources = release.status["sources"]
    brought = {it["namespace"]: [it.get(what, 0) for what in ("added", "changed", "removed")] for it in sources}
    equal("the plan says how many rows each team adds, changes and removes", brought, {DEVELOPMENT: [0, 1, 0], TEAM_B: [0, 1, 2]})
    files = {release.status["file"], *(it["file"] for it in sources)}
    claim("what was released is one file, joined of two", len(files) == 3, files)
    claim("staging shows what both have done", _shows_both(story.staging))
    equal("its tables have the columns of team b's", tables.structure(STAGING), tables.structure(TEAM_B))
    equal(f"its {tables.count(before)} rows of business are as they were", tables.business(STAGING), before)
    uploads.check(story.staging)


def _shows_both(app):
    front = app.front()
    return all(it in front for it in ("EUR", "The harbour in winter", "Sellers")) and "What was ordered" not in front
