"""Production loses its orders; a backup comes back beside it, users are sent there, and back with the orders."""

import uploads
from app import PRODUCTION
from claims import claim, equal
from cluster import apply, kubectl, sql
from restore import Restore, await_backup
from terminal import await_that, say

TITLE = "A backup comes back beside, and users are sent there"


def tell(story):
    order = story.production.order("Barbara", "Compass")
    sql(PRODUCTION, "CREATE DATABASE crm_copy OWNER crm")
    apply(PRODUCTION, "restore-beside/backup.yaml", "restore-beside/copy.yaml")
    await_backup(story.kubernetes, PRODUCTION, "crm-before-import")
    before = _orders("crm")
    say(f"Somebody deletes every order of production: {len(before)}.")
    sql(PRODUCTION, "DELETE FROM orders")
    apply(PRODUCTION, "restore-beside/restore.yaml")
    restore = Restore(story.kubernetes, PRODUCTION, "crm-beside")
    restore.await_complete()
    claim("the backup is back, and nobody was sent to it: the app has no such order", not story.production.has_order(order))
    equal("every order is in the copy", _orders("crm_copy"), before)
    _send_there_and_back(story, restore, order)


def _orders(database):
    return sql(PRODUCTION, "SELECT id, customer, item FROM orders ORDER BY id", database)


def _bring_orders_back():
    """By hand, while nobody orders: a copy is there to take from it what is wanted."""
    copied = "pg_dump -U postgres --data-only --table=orders crm_copy | psql -U postgres -d crm -q -v ON_ERROR_STOP=1"
    kubectl("exec", "-n", PRODUCTION, "postgres-0", "--", "sh", "-c", copied)


def _send_there_and_back(story, restore, order):
    restore.send("AfterValidation", switched="True")
    await_that("the copy to answer", lambda: story.production.has_order(order))
    claim("users of the same Service have the order again", story.production.has_order(order))
    uploads.check_file(story.production)
    _bring_orders_back()
    equal("the orders are in production again, out of the copy", _orders("crm"), _orders("crm_copy"))
    restore.send("Back", switched="False")
    selector = story.kubernetes.get("services", PRODUCTION, "crm")["spec"]["selector"]
    equal("users are back, and the Service selects what it did", selector, {"app": "crm"})
