"""The backup that a release makes before it writes anything, as the store has it."""

import store
from app import PRODUCTION
from claims import claim, equal


def check(kubernetes, name):
    backup = kubernetes.status("backups", PRODUCTION, name)
    equal(f"Backup {name} is complete", backup.get("phase"), "Complete")
    bucket = kubernetes.get("appenvironments", PRODUCTION, PRODUCTION)["spec"]["stores"]["backups"]["s3"]["bucket"]
    wanted = {it["name"]: it["sha256"] for it in backup["files"]}
    claim("it has a database and the files of a claim", len(wanted) >= 2, list(wanted))
    stored = store.checksums(f"{bucket}/{backup['location']}")
    equal("all of them are in S3, with the checksums that its status says", {name: stored.get(name) for name in wanted}, wanted)
    claim("its manifest has an object named after its checksum beside it", f"manifest-{stored.get('manifest.json')}" in stored, list(stored))
