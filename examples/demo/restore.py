"""A Backup that is made, and a Restore that brings it back, each followed to its end."""

import json

import cluster
from terminal import Stop, await_that, say

ENDS = ("Complete", "Failed", "NeedsAttention")


def await_backup(kubernetes, namespace, name):
    _await_complete(kubernetes, "backups", namespace, name)


class Restore:
    def __init__(self, kubernetes, namespace, name):
        self._kubernetes = kubernetes
        self.namespace = namespace
        self.name = name

    def await_complete(self):
        status = _await_complete(self._kubernetes, "restores", self.namespace, self.name)
        for step in status["steps"]:
            say(f"  {step['name']:17} {step['state']:9} {step.get('note', '')}".rstrip())

    def send(self, when, switched):
        """Says where users are to be, and awaits that the operator has sent them."""
        wish = {"spec": {"switchTraffic": {"when": when}}}
        cluster.shown("patch", "slrst", "-n", self.namespace, self.name, "--type=merge", "-p", json.dumps(wish))
        await_that(f"condition Switched of {self.name} to be {switched}", lambda: self._switched().get("status") == switched)
        say(f"It says: {self._switched()['message']}")

    def _switched(self):
        conditions = self._kubernetes.status("restores", self.namespace, self.name).get("conditions", [])
        return next((it for it in conditions if it["type"] == "Switched"), {})


def _await_complete(kubernetes, kind, namespace, name):
    """Its status then."""

    def status():
        return kubernetes.status(kind, namespace, name)

    await_that(f"{kind} {namespace}/{name}", lambda: status().get("phase") in ENDS, hint=lambda: status().get("message", ""))
    ended = status()
    if ended["phase"] != "Complete":
        raise Stop(f"{kind} {namespace}/{name} is {ended['phase']}: {ended.get('message')}")
    return ended
