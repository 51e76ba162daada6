"""The database: a tiny pool of sessions, and the schema. PostgreSQL's own variables (PGHOST, PGUSER, ...) say where it is."""

import contextlib
import pathlib
import threading

import psycopg2
from psycopg2 import errors

SESSIONS = 4
FOLDER = pathlib.Path(__file__).parent
ADVISORY_LOCK = 7214  # any number, as long as every replica takes the same one
SESSION = {
    "application_name": "harbour",
    "connect_timeout": 3,
    "options": "-c statement_timeout=5s -c idle_in_transaction_session_timeout=10s",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15000,
}


class Unavailable(Exception):
    """The database cannot do now what was asked of it; later it may."""


class Pool:
    """At most SESSIONS sessions. One that failed is never used again, nor are those that waited beside it."""

    def __init__(self):
        self._permits = threading.BoundedSemaphore(SESSIONS)
        self._idle = []

    @contextlib.contextmanager
    def transaction(self):
        """A cursor whose work is committed when the block ends without an exception, and only then."""
        if not self._permits.acquire(timeout=5):
            raise Unavailable("no session is free")
        session = None
        try:
            session = self._take()
            with session, session.cursor() as cursor:
                yield cursor
            self._idle.append(session)
        except (psycopg2.DataError, psycopg2.IntegrityError):
            self._drop(session)
            raise  # the caller's own mistake
        except psycopg2.Error as failure:
            # Even one that is merely read-only is not worth keeping: that is decided when a session begins, so that only a
            # new one will notice that it is over.
            self._drop(session)
            raise Unavailable(sentence(failure)) from failure
        except BaseException:
            self._drop(session)
            raise
        finally:
            self._permits.release()

    def _take(self):
        try:
            return self._idle.pop()
        except IndexError:
            return psycopg2.connect("", **SESSION)

    def _drop(self, session):
        stale = [] if session is None else [session]
        while self._idle:
            stale.append(self._idle.pop())
        for each in stale:
            each.close()


def sentence(failure):
    """One line for a log or an answer, without the addresses, names and values that PostgreSQL's own words carry."""
    if isinstance(failure, Unavailable):
        return str(failure)
    if isinstance(failure, errors.ReadOnlySqlTransaction):
        return "the database is read-only"
    if isinstance(failure, (psycopg2.DataError, psycopg2.IntegrityError)):
        return f"a value is not one that the database can hold ({failure.pgcode})"
    if failure.pgcode is None:
        return "the database does not answer"
    return f"the database cannot do it now ({failure.pgcode})"


def create_schema(pool, version):
    """Brings the schema up to the version. Safe to repeat, in several replicas at once, and on a newer schema."""
    for step in range(1, version + 1):
        with pool.transaction() as cursor:
            if has_schema(cursor, step):
                continue  # looked for first: a database that is read-only must not keep us from starting
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (ADVISORY_LOCK,))
            if not has_schema(cursor, step):
                cursor.execute((FOLDER / f"schema-{step}.sql").read_text(encoding="utf-8"))


def has_schema(cursor, version):
    """Told by the last table of each version, since a release brings tables, but no record of who made them."""
    # Not with to_regclass(): in one transaction it may remember that there was no such table, lock or no lock.
    table = {1: "uploads", 2: "menu_entries"}[version]
    cursor.execute("SELECT count(*) > 0 FROM pg_tables WHERE schemaname = current_schema AND tablename = %s", (table,))
    return cursor.fetchone()[0]
