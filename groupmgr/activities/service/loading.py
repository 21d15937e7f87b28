"""What must be loaded of an activity before it is shown or changed as a whole."""

from sqlalchemy.orm import joinedload, selectinload

from groupmgr.activities.details import Seconded
from groupmgr.activities.models import Activity, Evidence, Party, Stated

WHOLE = (
    joinedload(Activity.owner),
    selectinload(Activity.audiences),
    selectinload(Activity.parties).joinedload(Party.unit),
    selectinload(Activity.figures).joinedload(Stated.party),
    selectinload(Activity.people).options(
        joinedload(Seconded.from_unit), joinedload(Seconded.to_unit)
    ),
    joinedload(Activity.training),
    selectinload(Activity.evidence).joinedload(Evidence.file),
    selectinload(Activity.media),
    selectinload(Activity.credits),
)
