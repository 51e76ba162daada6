"""The front page: what configuration this process runs with, and how much business there is."""

import html as markup
import json

STYLE = "body{font:1rem/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem} td,th{text-align:left;padding-right:2rem}"


def html(stage, configuration, counts):
    settings = configuration["settings"]
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Harbour, {text(stage)}</title>
<style>{STYLE}</style>
<h1>Harbour</h1>
<p>Stage: <b>{text(stage)}</b>. Customers: <b>{counts["customers"]}</b>. Orders: <b>{counts["orders"]}</b>.</p>
{menu(configuration["menu"])}<h2>Pages</h2>
{"".join(section(each) for each in configuration["pages"])}<h2>Roles</h2>
{table((role, rights(granted)) for role, granted in configuration["roles"].items())}<h2>Settings</h2>
{table((key, json.dumps(value)) for key, value in settings.items())}</html>
"""


def menu(labels):
    return f"<nav>Menu: {text(' | '.join(labels))}</nav>\n" if labels else ""


def section(page):
    layout = json.dumps(page["layout"])
    return f"<h3>{text(page['title'])}</h3>\n<p>{text(page['body'])}</p>\n<p><small>layout {text(layout)}</small></p>\n"


def rights(granted):
    return ", ".join(f"{resource} ({'write' if may_write else 'read'})" for resource, may_write in granted.items())


def table(rows):
    return "<table>\n" + "".join(f"<tr><th>{text(left)}</th><td>{text(right)}</td></tr>\n" for left, right in rows) + "</table>\n"


def text(value):
    return markup.escape(str(value))
