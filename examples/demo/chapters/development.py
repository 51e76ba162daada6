"""Configuration and structure are changed where that is allowed: in development."""

import tables
from app import DEVELOPMENT, PRODUCTION
from claims import claim, equal
from cluster import sql
from terminal import say

TITLE = "Development changes configuration and structure"


def tell(story):
    _change_configuration(story)
    _change_structure()


def _change_configuration(story):
    say("A page by the app's own API; a role with its right, and a setting, in its database.")
    story.development.put_page("about", "About us", "Since 2026.")
    sql(DEVELOPMENT, """
        INSERT INTO roles (name, title) VALUES ('harbour-master', 'Harbour master');
        INSERT INTO role_rights (role, resource, "mayWrite") VALUES ('harbour-master', 'orders', true);
        UPDATE settings SET value = '50' WHERE key = 'itemsPerPage';
    """)
    claim("the new page is on development's front page", "About us" in story.development.front())
    refusal, _ = story.production.call("PUT", "/api/pages", {"name": "about", "title": "About us"})
    equal("production refuses such a change", refusal, 403)


def _change_structure():
    say("Quantities become numbers with a fraction. APP_SCHEMA=2 has brought a column of customers, a default of pages, and a table.")
    sql(DEVELOPMENT, "ALTER TABLE orders ALTER COLUMN quantity TYPE numeric")
    ahead = set(tables.structure(DEVELOPMENT)) - set(tables.structure(PRODUCTION))
    changed = sorted(line.removeprefix("columns of ").partition("|")[0] for line in ahead)
    equal("development is ahead of production in four tables", changed, ["customers", "menu_entries", "orders", "pages"])
