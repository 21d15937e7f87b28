"""Put the product together."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

from groupmgr import config
from groupmgr.accounts import gate
from groupmgr.activities import between
from groupmgr.activities.vitality import vitality
from groupmgr.extensions import csrf, db, limiter, login, migrate
from groupmgr.features import BOOKS, FEATURES, OTHERS, POINTED, REGISTERS
from groupmgr.index import writing
from groupmgr.members.choices import names_of, units_of
from groupmgr.members.standing import enter, groups_of
from groupmgr.paths import resource_dir
from groupmgr.projects.service.outputs import of_studio
from groupmgr.schema import TABLES
from groupmgr.web import (
    access,
    database,
    errors,
    filters,
    headers,
    navigation,
    ports,
    static_files,
    status,
)

DEFAULTS = {
    "MAX_CONTENT_LENGTH": 200 * 1024**2,
    "MAX_FORM_MEMORY_SIZE": 5 * 1024**2,
    "SESSION_COOKIE_NAME": "groupmgr",
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": True},
    "WTF_CSRF_TIME_LIMIT": None,
    "RATELIMIT_HEADERS_ENABLED": False,
    "SITE": None,
    "SMTP_URL": None,
    "MAIL_FROM": None,
}


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Return the WSGI application; the settings replace those of the environment."""
    app = Flask(
        "groupmgr",
        template_folder=str(resource_dir("templates")),
        static_folder=str(resource_dir("static")),
    )
    app.config.from_mapping(DEFAULTS)
    app.config.from_mapping(settings or config.from_environment())
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["groupmgr.tables"] = TABLES
    _extend(app)
    ports.register(app, ports.Ports(enter, groups_of, units_of, names_of))
    for part in (errors, filters, headers, static_files, status, gate, access):
        part.register(app)
    navigation.register(app, FEATURES)
    app.extensions["groupmgr.registers"] = REGISTERS
    app.extensions["groupmgr.pointed"] = POINTED
    app.extensions["groupmgr.vitality"] = vitality
    app.extensions["groupmgr.activities"] = between
    app.extensions["groupmgr.outputs"] = of_studio
    app.extensions["groupmgr.books"] = {book.key: book for book in BOOKS}
    for blueprint in (*OTHERS, *(feature.blueprint for feature in FEATURES)):
        app.register_blueprint(blueprint)
    return app


def _extend(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(resource_dir("migrations")))
    csrf.init_app(app)
    login.init_app(app)
    limiter.init_app(app)
    writing.listen()
    with app.app_context():
        database.prepare(db.engine)
