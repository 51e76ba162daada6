"""A file that somebody has uploaded in each environment, under one name: no release takes it along, or away."""

import hashlib
import json

from claims import equal
from cluster import sql

NAME = "berths.json"


def put(app):
    app.upload(NAME, _content(app))


def check(app):
    """The file on the claim, and its row in the database."""
    check_file(app)
    digest = hashlib.sha256(json.dumps(_content(app)).encode()).hexdigest()
    equal("and so is its row", sql(app.namespace, "SELECT name || ' ' || sha256 FROM uploads"), [f"{NAME} {digest}"])


def check_file(app):
    equal(f"the file that was uploaded in {app.namespace} is as it was", app.uploaded(NAME), _content(app))


def _content(app):
    return {"berths of": app.namespace}
