"""The backup that a release makes before it writes anything, as the store has it."""

import cluster
from app import PRODUCTION
from claims import claim, equal

BUCKETS = "/data/buckets"  # where the example's S3 server keeps each object as a file


def check(kubernetes, name):
    backup = kubernetes.status("backups", PRODUCTION, name)
    equal(f"Backup {name} is complete", backup.get("phase"), "Complete")
    bucket = kubernetes.get("appenvironments", PRODUCTION, PRODUCTION)["spec"]["stores"]["backups"]["s3"]["bucket"]
    folder = f"{bucket}/{backup['location']}"
    wanted = {it["name"]: it["sha256"] for it in backup["files"]}
    claim("it has a database and the files of a claim", len(wanted) >= 2, list(wanted))
    stored = _in_store(folder)
    equal("all of them are in S3, with the checksums that its status says", {name: stored.get(name) for name in wanted}, wanted)
    claim("its manifest has an object named after its checksum beside it", f"manifest-{stored.get('manifest.json')}" in stored, list(stored))


def _in_store(folder):
    """Each object's checksum."""
    lines = cluster.kubectl("exec", "-n", "s3", "s3-0", "--", "bash", "-c", f"cd {BUCKETS}/{folder} && sha256sum *").splitlines()
    return {name: checksum for checksum, name in (line.split() for line in lines)}
