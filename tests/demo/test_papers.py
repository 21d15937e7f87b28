import hashlib

from groupmgr.activities.models import Evidence
from groupmgr.files.kinds import check
from groupmgr.files.models import StoredFile
from groupmgr.files.store import Store

ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf"}


def test_every_file_lies_under_its_hash_is_small_and_what_its_name_says(world):
    store = Store.under(world.home)
    for file in world.session.query(StoredFile):
        content = store.read(file.sha256)
        assert hashlib.sha256(content).hexdigest() == file.sha256
        assert len(content) == file.size < 20_000
        assert (
            check(content, f"x.{ENDINGS.get(file.media_type, 'xlsx')}").media_type
            == file.media_type
        )


def test_the_name_of_evidence_fits_its_content(world):
    files = {file.id: file for file in world.session.query(StoredFile)}
    for one in world.session.query(Evidence):
        if one.file_id is not None:
            ending = ENDINGS.get(files[one.file_id].media_type, "xlsx")
            assert one.name.endswith(f".{ending}")
