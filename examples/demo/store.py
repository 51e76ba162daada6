"""What is in the S3 server of the examples, which keeps each object as a file."""

import cluster

BUCKETS = "/data/buckets"


def checksums(folder):
    """Each object's checksum, by its name in the folder."""
    lines = _run(f"cd {BUCKETS}/{folder} && sha256sum *").splitlines()
    return {name: checksum for checksum, name in (line.split() for line in lines)}


def text(location):
    """The object at s3://BUCKET/KEY."""
    return _run(f"cat {BUCKETS}/{location.removeprefix('s3://')}")


def _run(command):
    return cluster.kubectl("exec", "-n", "s3", "s3-0", "--", "bash", "-c", command)
