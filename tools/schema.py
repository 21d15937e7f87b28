"""Write the JSON Schema of an edition anew: `python -m tools.schema`."""

import json
from pathlib import Path

from groupmgr.reports.exports.edition import SCHEMA, schema

if __name__ == "__main__":
    place = Path(__file__).parents[1] / "static" / SCHEMA
    place.write_text(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
