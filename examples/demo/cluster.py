"""The cluster that KUBECONFIG names: kubectl for what a user would type, and its proxy for what is asked often."""

import contextlib
import http.client
import json
import os
import pathlib
import socket
import subprocess
import tempfile

from terminal import Stop, await_that, say

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
SLIPWAY = "/apis/slipway.dev/v1alpha1"
GROUPS = {
    "appenvironments": SLIPWAY,
    "backups": SLIPWAY,
    "migrationplans": SLIPWAY,
    "restores": SLIPWAY,
    "deployments": "/apis/apps/v1",
    "services": "/api/v1",
}
CALL_SECONDS = 15


class Cluster:
    def __init__(self, proxy):
        self._proxy = proxy

    def get(self, kind, namespace, name):
        """The object, or an empty one where there is none."""
        status, body = self.call("GET", f"{GROUPS[kind]}/namespaces/{namespace}/{kind}/{name}")
        if status not in (200, 404):
            raise Stop(f"the API server says {status} for {kind} {namespace}/{name}: {body[:300]}")
        return json.loads(body) if status == 200 else {}

    def all(self, kind, namespace):
        status, body = self.call("GET", f"{GROUPS[kind]}/namespaces/{namespace}/{kind}")
        if status != 200:
            raise Stop(f"the API server says {status} for the {kind} of {namespace}: {body[:300]}")
        return json.loads(body)["items"]

    def status(self, kind, namespace, name):
        return self.get(kind, namespace, name).get("status", {})

    def call(self, method, path, body=None):
        """Status and body of an answer by way of the API server, which reaches the Services of every cluster."""
        connection = _SocketConnection(self._proxy)
        try:
            headers = {} if body is None else {"Content-Type": "application/json"}
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@contextlib.contextmanager
def connect():
    """The proxy listens on a socket in a folder of its own, so that nobody else can use it."""
    with tempfile.TemporaryDirectory(prefix="slipway-demo.") as folder:
        path = f"{folder}/api"
        process = subprocess.Popen(["kubectl", "proxy", f"--unix-socket={path}"], stdout=subprocess.DEVNULL)
        try:
            await_that("kubectl proxy", lambda: os.path.exists(path), seconds=30)
            yield Cluster(path)
        finally:
            process.terminate()
            process.wait()


def kubectl(*arguments, stdin=None):
    """What it prints; an attempt that fails ends the story."""
    ended = subprocess.run(["kubectl", *arguments], input=stdin, capture_output=True, text=True, cwd=REPOSITORY)
    if ended.returncode:
        raise Stop(f"kubectl {' '.join(arguments)}: {ended.stderr.strip()}")
    return ended.stdout.strip()


def shown(*arguments):
    """The same as kubectl, and shown as if it were typed."""
    say(f"$ kubectl {' '.join(quoted(each) for each in arguments)}")
    output = kubectl(*arguments)
    say(output)
    return output


def quoted(argument):
    return f"'{argument}'" if set(argument) & set(' {}"') else argument


def apply(namespace, *paths):
    """Files of the examples, as a user applies them from the repository's folder."""
    files = [option for path in paths for option in ("-f", f"examples/{path}")]
    shown("apply", "--server-side", "-n", namespace, *files)


def user():
    return json.loads(kubectl("auth", "whoami", "-o", "json"))["status"]["userInfo"]["username"]


def sql(namespace, statements, database="crm"):
    """What an environment's own server answers its superuser: one row a line."""
    session = ["exec", "-i", "-n", namespace, "postgres-0", "--", "psql", "-U", "postgres", "-d", database]
    return kubectl(*session, "-XAtq", "-v", "ON_ERROR_STOP=1", "-f", "-", stdin=statements).splitlines()


class _SocketConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=CALL_SECONDS)
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(CALL_SECONDS)
        self.sock.connect(self._path)
