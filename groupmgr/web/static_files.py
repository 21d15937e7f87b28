"""Static files are kept by browsers for a year; a changed file has another address."""

from pathlib import Path
from typing import Any

from flask import Flask

A_YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    """Put the time of the last change into the address of every static file."""
    folder = Path(app.static_folder or "")
    changed = max(int(file.stat().st_mtime) for file in folder.rglob("*") if file.is_file())
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = A_YEAR

    @app.url_defaults
    def add(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values["v"] = f"{changed:x}"
