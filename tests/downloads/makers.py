"""Ask for a file as a person does, and let the worker make it."""

from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.jobs.worker import Worker


def work(app):
    """Do the next job; tell whether there was one."""
    return Worker(db.engine, HANDLERS, app.config["HOME"]).run_one()


def made(app, client, address):
    """Return the file that a person gets who presses a button."""
    page = client.post(address)
    assert page.status_code == 303, page.status_code
    work(app)
    return taken(client, page.location)


def taken(client, page):
    """Return the file of a page on which one waits."""
    with client.get(f"{page}/file") as answer:
        answer.get_data()
    return answer
