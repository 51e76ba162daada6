"""One MigrationPlan, followed step by step to its end."""

import datetime
import json

import cluster
from terminal import Stop, await_that, say

ENDS = ("Succeeded", "RolledBack", "NeedsAttention", "Failed", "Aborted")
APPROVAL = "WaitingForApproval"
SETTLED = ("Done", "NotNeeded", "Failed")
SECONDS = 300


class Release:
    def __init__(self, kubernetes, namespace, name):
        self._kubernetes = kubernetes
        self._told = set()
        self._phases = {}
        self.namespace = namespace
        self.name = name
        self.status = {}

    def follow(self, until):
        """Tells of each step that is needed, as it ends; ends where the release is in that phase, and fails where it ends in another."""
        what = f"{self.name} in {self.namespace} to be {until}"
        await_that(what, lambda: self._look() in (until, *ENDS) and self._is_told_why(), SECONDS, self._hint)
        if self.status["phase"] != until:
            raise Stop(f"{self.name} in {self.namespace} is {self.status['phase']}, not {until}: {self.why()}")

    def approve(self, by):
        """As someone who has read the preview: it is the preview that is approved, and no other."""
        approval = {"spec": {"approval": {"preview": self.status["preview"]["digest"], "by": by}}}
        cluster.shown("patch", "mplan", "-n", self.namespace, self.name, "--type=merge", "-p", json.dumps(approval))

    def why(self):
        """Why it came to another end than success, in its own words."""
        failed = [it["message"] for it in self.status.get("conditions", []) if it["type"] == "Failed" and it["status"] == "True"]
        return failed[0] if failed else self.status.get("message")

    def fence_seconds(self):
        """From the moment when the database took no more writes but ours to the moment when it did again."""
        steps = self._steps()
        return (_time(steps["LowerFence"]["finishedAt"]) - _time(steps["RaiseFence"]["finishedAt"])).total_seconds()

    def _look(self):
        self.status = self._kubernetes.status("migrationplans", self.namespace, self.name)
        self._phases.setdefault(self.status.get("step"), self.status.get("phase"))
        for step in self.status.get("steps", []):
            if step["state"] in SETTLED and step["name"] not in self._told:
                self._told.add(step["name"])
                self._tell(step)
        return self.status.get("phase")

    def _is_told_why(self):
        """A release that begins to wait says a moment later for whom."""
        return self.status["phase"] != APPROVAL or "approval" in self.status.get("waitingFor", "")

    def _tell(self, step):
        if step["state"] == "NotNeeded":
            return
        outcome = "" if step["state"] == "Done" else f"{step['state']}: "
        phase = self._phases.get(step["name"], self.status["phase"])
        say(f"  {phase:18} {step['name']:19} {_seconds(step)}  {outcome}{step.get('note', '')}".rstrip())

    def _hint(self):
        stalled = [it for it in self.status.get("conditions", []) if it["type"] == "Stalled" and it["status"] == "True"]
        words = [f"{it['reason']}: {it['message']}" for it in stalled] or [self.status.get("message") or ""]
        return f"{self.status.get('phase', 'Not seen yet')}, {self.status.get('step', '')}: {words[0]}"

    def _steps(self):
        return {step["name"]: step for step in self.status["steps"]}


def _seconds(step):
    if "startedAt" not in step or "finishedAt" not in step:
        return " " * 5
    return f"{(_time(step['finishedAt']) - _time(step['startedAt'])).total_seconds():3.0f} s"


def _time(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
