"""Pages to be printed: drawn in the request, which knows what the person may see, printed after."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from groupmgr.downloads import service
from groupmgr.jobs import service as jobs
from groupmgr.jobs.models import Job
from groupmgr.jobs.work import Handler, Work
from groupmgr.kernel.progress import Paced, Progress
from groupmgr.policy import Actor

JOB = f"{service.KIND}page"
Printer = Callable[[str, Progress], bytes]


def ask(session: Session, actor: Actor, home: Path, page: str, name: str, back: str) -> Job:
    """Have a page printed; the same page is not printed twice for a person while its file is kept.

    The page carries everything in itself and waits in a file until then.
    """
    wish = hashlib.sha256(page.encode()).hexdigest()
    known = jobs.latest(session, service.key_of(actor, JOB, wish))
    if known is not None and service.ready(home, known):
        return known
    job = service.ask(session, actor, JOB, wish, name, back, {})
    with service.writing(_page(home, job.id)) as draft:
        draft.write(page.encode())
    return job


def printing(to_pdf: Printer) -> Handler:
    """Return the handler that prints; run twice, it ends in the same file."""

    def press(work: Work) -> None:
        page = _page(work.home, work.job_id)
        work.progress("排版")
        if page.exists():
            content = to_pdf(page.read_text(encoding="utf-8"), Paced(work.progress))
            with service.writing(service.place(work.home, work.job_id)) as file:
                file.write(content)
            page.unlink()

    return press


def _page(home: Path, job_id: int) -> Path:
    return service.place(home, job_id).with_suffix(".html")
