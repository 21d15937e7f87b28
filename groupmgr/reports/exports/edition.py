"""A whole edition as JSON: what it states, how it says it, what people wrote over it."""

import json
from dataclasses import dataclass

from groupmgr.reports.editing.edits import Edits
from groupmgr.reports.exports.shape import Schema, plain, schema_of
from groupmgr.reports.facts import Facts
from groupmgr.reports.making import document
from groupmgr.reports.models import Edition
from groupmgr.reports.outline import Document
from groupmgr.reports.seal import thaw, thaw_edits

#: Where the schema is published, under `static/`; a change of shape is a new number.
SCHEMA = "schema/edition-1.json"
NAME = "urn:groupmgr:edition:1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """An edition of a year's report; days are ISO strings, decimals are strings.

    `seal` is the SHA-256 of `facts` and `edits` as canonical JSON, and is printed on the report.
    """

    schema: str
    title: str
    number: int
    state: str
    seal: str
    document_number: str | None
    signer: str | None
    dated: str | None
    facts: Facts
    edits: Edits
    document: Document


def told(edition: Edition) -> str:
    """Write an edition that has its facts; the same edition always gives the same text."""
    facts, edits = thaw(edition.facts or ""), thaw_edits(edition.edits)
    whole = Whole(
        schema=NAME,
        title=edition.title,
        number=edition.number,
        state=edition.state.value,
        seal=edition.seal or "",
        document_number=edition.document_number,
        signer=edition.signer,
        dated=edition.dated.isoformat() if edition.dated else None,
        facts=facts,
        edits=edits,
        document=document(facts, edition.imprint, edits),
    )
    return json.dumps(plain(whole), ensure_ascii=False, sort_keys=True)


def schema() -> Schema:
    """Return the JSON Schema (2020-12) that every edition keeps to."""
    places: dict[str, Schema] = {}
    whole = schema_of(Whole, places)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": NAME,
        "title": "Edition of a year's report",
        **whole,
        "$defs": dict(sorted(places.items())),
    }
