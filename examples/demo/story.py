"""The story, chapter by chapter, once `demo` has set everything up. Exit code 1: a claim is false, or the story broke off."""

import sys

import claims
import cluster
import records
from app import DEVELOPMENT, PRODUCTION, STAGING, TEAM_B, App, Customers
from chapters import beside, development, environments, mistake, production, promises, staging, teams
from terminal import Stop, chapter, say, say_times

CHAPTERS = (environments, development, staging, production, mistake, teams, promises, beside)


class Story:
    """What the chapters share."""

    def __init__(self, kubernetes):
        self.kubernetes = kubernetes
        self.development = App(kubernetes, DEVELOPMENT)
        self.team_b = App(kubernetes, TEAM_B)
        self.staging = App(kubernetes, STAGING)
        self.production = App(kubernetes, PRODUCTION)
        self.customers = Customers(self.production)
        self.user = cluster.user()

    def environment(self, namespace):
        """The status of the environment there; it is called as its namespace is."""
        return self.kubernetes.status("appenvironments", namespace, namespace)

    def app_as_deployed(self):
        """What a release must leave in production as it was: scale, routing, and every note that is not Kubernetes' own."""
        deployment = self.kubernetes.get("deployments", PRODUCTION, "crm")
        service = self.kubernetes.get("services", PRODUCTION, "crm")
        return {
            "replicas": deployment["spec"]["replicas"],
            "notes of the Deployment": _notes(deployment),
            "selector": service["spec"]["selector"],
            "notes of the Service": _notes(service),
        }

    def ready_replicas(self):
        return self.kubernetes.status("deployments", PRODUCTION, "crm").get("readyReplicas", 0)


def _notes(thing):
    metadata = thing["metadata"]
    kept = {key: value for key, value in metadata.get("annotations", {}).items() if not key.startswith("deployment.kubernetes.io/")}
    return {"labels": metadata.get("labels", {}), "annotations": kept}


def tell():
    """Whether it was told to its end."""
    with cluster.connect() as kubernetes:
        story = Story(kubernetes)
        try:
            for each in CHAPTERS:
                chapter(f"{CHAPTERS.index(each) + 1}. {each.TITLE}")
                each.tell(story)
            return True
        except Stop as reason:
            say()
            say(f"The story broke off: {reason}")
            return False
        finally:
            story.customers.stop()


def look_around():
    chapter("Look around")
    cluster.shown("get", "appenv,mplan,slbak,slrst", "-A")
    say('eval "$(operator/e2e/cluster/cluster env)"                        # kubectl and helm, pointed at this cluster')
    say("kubectl get appenv,mplan,slbak,slrst -A")
    say(f"kubectl describe mplan -n {PRODUCTION}")
    say(f"./slipway record crm-2026-12 -n {PRODUCTION}                       # what is kept of a release; all of them are at")
    for place in records.places():
        say(f"  {place}")
    say(f"kubectl port-forward -n {PRODUCTION} service/crm 8080:8080      # then open http://localhost:8080/")
    say("make demo-down                                                 # cleans up")


def main():
    told = tell()
    chapter("How long it took")
    say_times()
    chapter("What was claimed")
    claims.print_all()
    look_around()
    return 0 if told and claims.all_hold() else 1


if __name__ == "__main__":
    sys.exit(main())
