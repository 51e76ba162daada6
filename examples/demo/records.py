"""The record that every release leaves in the releases store, whatever became of it."""

import json

import store
from app import PRODUCTION, STAGING
from claims import equal
from terminal import await_that

_places = []


def check(kubernetes):
    plans = [plan for namespace in (STAGING, PRODUCTION) for plan in kubernetes.all("migrationplans", namespace)]
    _places.extend(_place(kubernetes, plan["metadata"]) for plan in plans)
    kept = [json.loads(store.text(place)) for place in _places]
    said = {_name(plan["metadata"]): plan["status"]["phase"] for plan in plans}
    equal(f"{len(said)} releases have left a record, each with the end that it came to", {it["plan"]: it["outcome"] for it in kept}, said)


def places():
    return tuple(_places)


def _place(kubernetes, plan):
    """It is written after the end, when users are in again."""
    return await_that(
        f"the record of {_name(plan)}",
        lambda: kubernetes.status("migrationplans", plan["namespace"], plan["name"]).get("record", {}).get("location"),
    )


def _name(plan):
    return f"{plan['namespace']}/{plan['name']}"
