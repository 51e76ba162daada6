"""Every order that was accepted, before, between and after the releases, is there."""

import cluster
import records
from app import ENVIRONMENTS, PRODUCTION
from claims import equal
from terminal import say

TITLE = "What customers were promised"


def tell(story):
    customers = story.customers
    customers.stop()
    there = {int(number) for number in cluster.sql(PRODUCTION, "SELECT id FROM orders")}
    say(f"{len(customers.accepted)} orders were accepted while all this happened; {customers.refused} attempts were told to come back later.")
    equal("every order that was accepted is there", set(customers.accepted) - there, set())
    busy = [story.environment(namespace).get("busyWith") for namespace in ENVIRONMENTS]
    equal("no environment is held by anybody", busy, [None] * len(ENVIRONMENTS))
    records.check(story.kubernetes)
