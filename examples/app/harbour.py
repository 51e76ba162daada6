"""Harbour, a CRM in miniature: the app that the examples release. README.md says what it answers, and its variables."""

import collections
import hashlib
import http.server
import json
import os
import pathlib
import re
import secrets
import shutil
import signal
import sys
import threading
import time

import psycopg2

import database
import page

LONGEST_BODY = 64 * 1024
LARGEST_UPLOAD = 64 * 1024 * 1024
UPLOAD_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")

Answer = collections.namedtuple("Answer", "status body type", defaults=["application/json"])


class Refused(Exception):
    """A request that is answered with this status and this sentence."""

    def __init__(self, status, sentence):
        super().__init__(sentence)
        self.status = status


class Harbour:
    """What the app knows and does, HTTP aside."""

    def __init__(self, environment):
        self.stage = environment.get("STAGE", "development")
        self.version = int(environment.get("APP_SCHEMA", "1"))
        self.uploads = pathlib.Path(environment.get("UPLOADS_FOLDER", "uploads"))
        self.pool = database.Pool()
        self.configuration = None

    def start(self):
        """Keeps trying until the database can be used. What is read here is kept: what a release brings takes a restart."""
        while self.configuration is None:
            try:
                database.create_schema(self.pool, self.version)
                self.configuration = self.read_configuration()
                log(f"ready stage={self.stage} pages={len(self.configuration['pages'])}")
            except (database.Unavailable, psycopg2.Error) as failure:
                log(f"waiting for the database: {database.sentence(failure)}")
                time.sleep(1)

    def read_configuration(self):
        with self.pool.transaction() as cursor:
            cursor.execute('SELECT name, title, body, layout FROM pages ORDER BY "sortOrder", id')
            pages = [dict(zip(("name", "title", "body", "layout"), row)) for row in cursor.fetchall()]
            cursor.execute(
                """SELECT r.title, coalesce(json_object_agg(a.resource, a."mayWrite" ORDER BY a.resource)
                                              FILTER (WHERE a.resource IS NOT NULL), '{}')
                     FROM roles r LEFT JOIN role_rights a ON a.role = r.name
                    GROUP BY r.name ORDER BY r.name"""
            )
            roles = dict(cursor.fetchall())
            cursor.execute("SELECT key, value FROM settings ORDER BY key")
            settings = dict(cursor.fetchall())
            menu = []
            if database.has_schema(cursor, 2):
                cursor.execute("SELECT label FROM menu_entries ORDER BY id")
                menu = [label for (label,) in cursor.fetchall()]
        return {"pages": pages, "roles": roles, "settings": settings, "menu": menu}

    def known_configuration(self):
        if self.configuration is None:
            raise database.Unavailable("the configuration has not been read yet")
        return self.configuration

    def health(self, _):
        with self.pool.transaction() as cursor:
            cursor.execute("SELECT current_setting('transaction_read_only')::boolean, count(*) FROM settings")
            if cursor.fetchone()[0]:
                raise database.Unavailable("the database is read-only")
        self.known_configuration()
        return Answer(200, {"status": "ok"})

    def front(self, _):
        configuration = self.known_configuration()
        with self.pool.transaction() as cursor:
            counts = {name: count(cursor, name) for name in ("customers", "orders")}
        return Answer(200, page.html(self.stage, configuration, counts), "text/html; charset=utf-8")

    def list_pages(self, _):
        return Answer(200, self.known_configuration()["pages"])

    def put_page(self, request):
        if self.stage != "development":
            raise Refused(403, f"pages are changed in development, and this is {self.stage}")
        wish = request.json({"name": str, "title": str}, {"body": str, "layout": dict})
        with self.pool.transaction() as cursor:
            cursor.execute(
                """INSERT INTO pages (name, title, body, layout, "sortOrder")
                   VALUES (%(name)s, %(title)s, coalesce(%(body)s, ''), coalesce(%(layout)s::jsonb, '{"columns": 1}'),
                           (SELECT coalesce(max("sortOrder"), 0) + 1 FROM pages))
                   ON CONFLICT (name) DO UPDATE SET title = excluded.title,
                     body = coalesce(%(body)s, pages.body), layout = coalesce(%(layout)s::jsonb, pages.layout)
                   RETURNING id""",
                {**wish, "layout": None if wish["layout"] is None else json.dumps(wish["layout"])},
            )
            number = cursor.fetchone()[0]
        self.configuration = self.read_configuration()
        return Answer(200, {"id": number})

    def count_orders(self, _):
        with self.pool.transaction() as cursor:
            return Answer(200, {"orders": count(cursor, "orders"), "customers": count(cursor, "customers")})

    def get_order(self, request):
        with self.pool.transaction() as cursor:
            cursor.execute(
                """SELECT o.id, c."displayName", o.item, o.quantity, o.state
                     FROM orders o JOIN customers c ON c.id = o.customer WHERE o.id = %s""",
                (int(request.name),),
            )
            row = cursor.fetchone()
        if row is None:
            raise Refused(404, "there is no such order")
        return Answer(200, dict(zip(("id", "customer", "item", "quantity", "state"), row)))

    def post_order(self, request):
        wish = request.json({"customer": str, "item": str}, {"quantity": int})
        with self.pool.transaction() as cursor:
            cursor.execute('SELECT id FROM customers WHERE "displayName" = %(customer)s', wish)
            known = cursor.fetchone()
            if known is None:
                cursor.execute(
                    """INSERT INTO customers ("displayName") VALUES (%(customer)s)
                       ON CONFLICT ("displayName") DO UPDATE SET "displayName" = excluded."displayName" RETURNING id""",
                    wish,
                )
                known = cursor.fetchone()
            cursor.execute(
                "INSERT INTO orders (customer, item, quantity) VALUES (%s, %s, coalesce(%s, 1)) RETURNING id",
                (known[0], wish["item"], wish["quantity"]),
            )
            number = cursor.fetchone()[0]
        return Answer(201, {"id": number})  # only now: the transaction has been committed

    def list_uploads(self, _):
        with self.pool.transaction() as cursor:
            cursor.execute("SELECT name, size, sha256 FROM uploads ORDER BY name")
            return Answer(200, [dict(zip(("name", "size", "sha256"), row)) for row in cursor.fetchall()])

    def get_upload(self, request):
        try:
            return Answer(200, (self.uploads / request.name).open("rb"), "application/octet-stream")
        except FileNotFoundError:
            raise Refused(404, "there is no such file") from None

    def put_upload(self, request):
        """The file is in its place when its row is committed: a row without a file would be a lie."""
        digest = hashlib.sha256()
        part = self.uploads / f".part-{secrets.token_hex(8)}"
        try:
            with part.open("xb") as file:
                for block in request.blocks(LARGEST_UPLOAD):
                    file.write(block)
                    digest.update(block)
                file.flush()
                os.fsync(file.fileno())
            with self.pool.transaction() as cursor:
                cursor.execute(
                    """INSERT INTO uploads (name, size, sha256) VALUES (%s, %s, %s)
                       ON CONFLICT (name) DO UPDATE SET size = excluded.size, sha256 = excluded.sha256, "uploadedAt" = now()""",
                    (request.name, request.length, digest.hexdigest()),
                )
                part.replace(self.uploads / request.name)
        finally:
            part.unlink(missing_ok=True)
        return Answer(201, {"name": request.name, "sha256": digest.hexdigest()})


ROUTES = [
    ("GET", "/", Harbour.front),
    ("GET", "/healthz", Harbour.health),
    ("GET", "/api/pages", Harbour.list_pages),
    ("PUT", "/api/pages", Harbour.put_page),
    ("GET", "/api/orders", Harbour.count_orders),
    ("POST", "/api/orders", Harbour.post_order),
    ("GET", "/api/orders/[0-9]{1,18}", Harbour.get_order),
    ("GET", "/api/uploads", Harbour.list_uploads),
    ("GET", f"/api/uploads/{UPLOAD_NAME.pattern}", Harbour.get_upload),
    ("PUT", f"/api/uploads/{UPLOAD_NAME.pattern}", Harbour.put_upload),
]


def count(cursor, table):
    cursor.execute(f"SELECT count(*) FROM {table}")
    return cursor.fetchone()[0]


class Handler(http.server.BaseHTTPRequestHandler):
    """One request: finds its route, answers every failure with a status and a sentence, and logs one line."""

    server_version = "harbour"
    sys_version = ""
    protocol_version = "HTTP/1.1"  # for "Expect: 100-continue"; but a connection carries one request
    timeout = 20  # a client that says nothing for so long is hung up on
    read = 0

    def do_GET(self):
        self.respond("GET")

    def do_PUT(self):
        self.respond("PUT")

    def do_POST(self):
        self.respond("POST")

    def respond(self, method):
        started = time.monotonic()
        path = self.path.partition("?")[0]
        answer = self.answer(method, path)
        self.close_connection = True
        try:
            self.read_the_rest()
            self.send(answer)
        except OSError:
            answer = answer._replace(status=499)  # the client has gone
        milliseconds = round((time.monotonic() - started) * 1000)
        log(f"{method} {json.dumps(path)} {answer.status} {milliseconds}ms")

    def answer(self, method, path):
        try:
            return self.route(method, path)
        except Refused as refusal:
            return failed(refusal.status, refusal)
        except database.Unavailable as failure:
            return failed(503, failure)
        except psycopg2.Error as failure:
            return failed(400, database.sentence(failure))
        except ValueError:
            return failed(400, "a value is not one that the database can hold")
        except OSError as failure:
            return failed(503, f"the folder of uploads: {failure.strerror}")

    def route(self, method, path):
        matching = [(way, act) for way, pattern, act in ROUTES if re.fullmatch(pattern, path)]
        for way, act in matching:
            if way == method:
                return act(self.server.harbour, self)
        if matching:
            raise Refused(405, "not in this way")
        raise Refused(404, "there is nothing here")

    @property
    def name(self):
        """The last part of the path."""
        return self.path.partition("?")[0].rpartition("/")[2]

    @property
    def length(self):
        text = self.headers.get("Content-Length", "")
        if not re.fullmatch("[0-9]{1,18}", text):
            raise Refused(411, "Content-Length is missing")
        return int(text)

    def blocks(self, most):
        """The body, a piece at a time."""
        left = self.length
        if left > most:
            raise Refused(413, f"more than {most} bytes")
        while left:
            block = self.rfile.read(min(left, 65536))
            if not block:
                raise Refused(400, "the body ended early")
            left -= len(block)
            self.read += len(block)
            yield block

    def read_the_rest(self):
        """A connection that is closed with something unread is reset, and the answer may be lost with it."""
        if self.headers.get("Content-Length"):
            self.rfile.read(min(self.length - self.read, LONGEST_BODY))

    def json(self, required, optional):
        """The body's fields by name, with None for those that were left out."""
        try:
            fields = json.loads(b"".join(self.blocks(LONGEST_BODY)))
        except ValueError:
            raise Refused(400, "the body is not JSON") from None
        wanted = required | optional
        if not isinstance(fields, dict) or not required.keys() <= fields.keys() <= wanted.keys():
            raise Refused(400, f"the body is an object with {', '.join(required)}, and may have {', '.join(optional)}")
        for name, value in fields.items():
            if type(value) is not wanted[name]:
                raise Refused(400, f"{name} is of another type")
        return {name: fields.get(name) for name in wanted}

    def send(self, answer):
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Connection", "close")
        if answer.type == "application/octet-stream":
            with answer.body as file:
                self.send_header("Content-Length", str(os.fstat(file.fileno()).st_size))
                self.end_headers()
                shutil.copyfileobj(file, self.wfile)
            return
        text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body, default=str) + "\n"
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        """Replaced by the one line of respond()."""

    def log_error(self, template, *values):
        """What is refused before there is a request to speak of."""
        log(template % values)


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 64
    daemon_threads = False  # requests that run when we are told to stop are answered first


def failed(status, why):
    return Answer(status, {"error": str(why)})


def log(line):
    print(line, flush=True)


def main():
    harbour = Harbour(os.environ)
    harbour.uploads.mkdir(parents=True, exist_ok=True)
    threading.Thread(target=harbour.start, daemon=True).start()
    with Server((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8080"))), Handler) as server:
        server.harbour = harbour
        # from another thread, since shutdown() waits for the loop that the signal has interrupted
        signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
        server.serve_forever(poll_interval=0.2)
    log("stopped")


if __name__ == "__main__":
    sys.exit(main())
