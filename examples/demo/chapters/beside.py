"""A backup of staging comes back beside it, and users are sent there, and back."""

import uploads
from app import STAGING
from claims import claim, equal
from cluster import apply, sql
from restore import Restore, await_backup
from terminal import await_that, say

TITLE = "A backup comes back beside, and users are sent there"


def tell(story):
    order = story.staging.order("Barbara", "Compass")
    sql(STAGING, "CREATE DATABASE crm_copy OWNER crm")
    apply(STAGING, "restore-beside/backup.yaml", "restore-beside/copy.yaml")
    await_backup(story.kubernetes, STAGING, "crm-before-import")
    say("Somebody deletes every order of staging.")
    sql(STAGING, "DELETE FROM orders")
    apply(STAGING, "restore-beside/restore.yaml")
    restore = Restore(story.kubernetes, STAGING, "crm-beside")
    restore.await_complete()
    claim("the backup is back, and nobody was sent to it: the app has no such order", not story.staging.has_order(order))
    _send_there_and_back(story, restore, order)


def _send_there_and_back(story, restore, order):
    restore.send("AfterValidation", switched="True")
    await_that("the copy to answer", lambda: story.staging.has_order(order))
    claim("users of the same Service have the order again", story.staging.has_order(order))
    uploads.check_file(story.staging)
    restore.send("Back", switched="False")
    await_that("the app itself to answer", lambda: not story.staging.has_order(order))
    selector = story.kubernetes.get("services", STAGING, "crm")["spec"]["selector"]
    equal("users are back, and the Service selects what it did", selector, {"app": "crm"})
