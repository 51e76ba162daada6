"""What the demo claims, each with what was seen. A claim that is false makes the demo fail, but does not end it."""

from terminal import say

_made = []


def claim(text, holds, seen=""):
    _made.append((text, bool(holds)))
    say(f"{mark(holds)} {text}" + ("" if holds or seen == "" else f"; seen: {seen}"))


def equal(text, seen, wanted):
    claim(text, seen == wanted, f"{seen}, not {wanted}")


def mark(holds):
    return "  ok  " if holds else "FALSE "


def all_hold():
    return all(holds for _, holds in _made)


def print_all():
    false = sum(not holds for _, holds in _made)
    say(f"{len(_made)} claims were checked, {false or 'none'} of them false:")
    for text, holds in _made:
        say(f"{mark(holds)} {text}")
