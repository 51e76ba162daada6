"""Configuration is changed where that is allowed: in development."""

from app import DEVELOPMENT
from claims import claim, equal
from cluster import sql
from terminal import say

TITLE = "Development changes configuration"


def tell(story):
    say("A page by the app's own API; a role with its right, and a setting, in its database. The app runs with APP_SCHEMA=2.")
    story.development.put_page("about", "About us", "Since 2026.")
    sql(DEVELOPMENT, """
        INSERT INTO roles (name, title) VALUES ('harbour-master', 'Harbour master');
        INSERT INTO role_rights (role, resource, "mayWrite") VALUES ('harbour-master', 'orders', true);
        UPDATE settings SET value = '50' WHERE key = 'itemsPerPage';
    """)
    claim("the new page is on development's front page", "About us" in story.development.front())
    refusal, _ = story.production.call("PUT", "/api/pages", {"name": "about", "title": "About us"})
    equal("production refuses such a change", refusal, 403)
