"""The recount proves the figures only as long as it shares nothing with them but the tables."""

import ast
from pathlib import Path

import pytest

from groupmgr.upkeep import recount

FILES = sorted(Path(recount.__file__).parent.glob("*.py"))
TABLES = {"models", "statistics", "agreements", "details"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_recount_knows_the_tables_and_itself_alone(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        named = node.module if isinstance(node, ast.ImportFrom) else ""
        named = node.names[0].name if isinstance(node, ast.Import) else named
        if named.startswith("groupmgr.") and not named.startswith("groupmgr.upkeep.recount."):
            assert named.split(".")[-1] in TABLES, named
