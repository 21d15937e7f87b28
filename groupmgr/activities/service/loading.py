"""What must be loaded of an activity before it is shown or changed as a whole."""

from sqlalchemy.orm import joinedload, selectinload

from groupmgr.activities.models import Activity, Evidence, Party, Seconded, Stated

WHOLE = (
    joinedload(Activity.owner),
    selectinload(Activity.audiences),
    selectinload(Activity.parties).joinedload(Party.unit),
    selectinload(Activity.figures).joinedload(Stated.party),
    selectinload(Activity.people).options(
        joinedload(Seconded.from_unit), joinedload(Seconded.to_unit)
    ),
    selectinload(Activity.evidence).joinedload(Evidence.file),
    selectinload(Activity.media),
    selectinload(Activity.credits),
)
