"""What is printed: one line at a time, each with the seconds since the beginning, and no colours."""

import os
import time

STARTED = float(os.environ.get("DEMO_STARTED", time.time()))
WIDTH = 100
SILENCE = 10  # seconds after which a wait says that it still waits
PAUSE = 0.5


class Stop(Exception):
    """The story cannot go on, and why."""


_spoken = time.monotonic()
_chapters = []


def say(text=""):
    global _spoken
    _spoken = time.monotonic()
    for line in text.splitlines() or [""]:
        print(f"[{time.time() - STARTED:4.0f} s] {line}".rstrip(), flush=True)


def chapter(title):
    _chapters.append((title, time.time()))
    say()
    say(f"== {title} ".ljust(WIDTH, "="))


def say_times():
    """How long set-up took, and each chapter but the one that is told now."""
    begins = [("Set-up", STARTED), *_chapters]
    for (title, begin), (_, end) in zip(begins, begins[1:]):
        say(f"{end - begin:6.0f} s  {title}")


def await_that(what, condition, seconds=180, hint=lambda: ""):
    """Asks again and again until the condition gives something, and says so while that takes long."""
    started = time.monotonic()
    while not (seen := condition()):
        waited = time.monotonic() - started
        if waited > seconds:
            raise Stop(f"waited {seconds} s in vain for {what}. {hint()}".rstrip())
        if time.monotonic() - _spoken > SILENCE:
            say(f"     ... {waited:.0f} s, waiting for {what}. {hint()}".rstrip())
        time.sleep(PAUSE)
    return seen
