"""The app in its environments, as its users reach it: through its Service."""

import json
import threading

from terminal import Stop, await_that

DEVELOPMENT, TEAM_B, STAGING, PRODUCTION = "crm-dev", "crm-dev-b", "crm-staging", "crm-prod"
ENVIRONMENTS = (DEVELOPMENT, TEAM_B, STAGING, PRODUCTION)
SECONDS_BETWEEN_ORDERS = 0.25
CUSTOMERS = ("Ada", "Grace", "Edsger", "Barbara")


class App:
    def __init__(self, cluster, namespace):
        self._cluster = cluster
        self.namespace = namespace

    def call(self, method, path, body=None):
        service = f"/api/v1/namespaces/{self.namespace}/services/crm:8080/proxy"
        return self._cluster.call(method, service + path, body)

    def front(self):
        return self.call("GET", "/")[1]

    def put_page(self, name, title, body):
        self._must(200, "PUT", "/api/pages", {"name": name, "title": title, "body": body})

    def order(self, customer, item):
        """Its number."""
        return json.loads(self._must(201, "POST", "/api/orders", {"customer": customer, "item": item}))["id"]

    def has_order(self, number):
        return self.call("GET", f"/api/orders/{number}")[0] == 200

    def upload(self, name, content):
        self._must(201, "PUT", f"/api/uploads/{name}", content)

    def uploaded(self, name):
        """What is in the file on the app's claim; nothing where the app has none."""
        status, answer = self.call("GET", f"/api/uploads/{name}")
        return json.loads(answer) if status == 200 else None

    def await_answer(self):
        await_that(f"the app in {self.namespace}", lambda: self.call("GET", "/healthz")[0] == 200)

    def _must(self, wanted, method, path, body):
        status, answer = self.call(method, path, body)
        if status != wanted:
            raise Stop(f"{method} {path} in {self.namespace} was answered with {status}: {answer}")
        return answer


class Customers:
    """They order all the time, at a gentle rate, and remember every order that was accepted: 201 is a promise."""

    def __init__(self, app):
        self._app = app
        self._stopped = threading.Event()
        self._paused = threading.Event()
        self._calling = threading.Lock()
        self._thread = threading.Thread(target=self._order, daemon=True)
        self.accepted = []
        self.refused = 0
        self.saw_page = 0

    def start(self):
        self._thread.start()

    def await_more(self, orders):
        wanted = len(self.accepted) + orders
        await_that(f"{orders} orders to be accepted", lambda: len(self.accepted) >= wanted)

    def pause(self):
        """Once this returns no order is on its way."""
        self._paused.set()
        with self._calling:
            pass

    def resume(self):
        self._paused.clear()

    def stop(self):
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _order(self):
        number = 0
        while not self._stopped.wait(SECONDS_BETWEEN_ORDERS):
            with self._calling:
                if not self._paused.is_set():
                    number += 1
                    self._order_once(CUSTOMERS[number % len(CUSTOMERS)], f"Anchor {number}")

    def _order_once(self, customer, item):
        try:
            status, answer = self._app.call("POST", "/api/orders", {"customer": customer, "item": item})
        except OSError:
            status, answer = 0, ""  # the answer was lost, and with it the promise
        if status == 201:
            self.accepted.append(json.loads(answer)["id"])
        else:
            self.refused += 1
            self.saw_page += status == 503 and "being updated" in answer
