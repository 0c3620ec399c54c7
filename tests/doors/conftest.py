"""A database with the plans of data/ behind the doors, and pages without a browser."""

from __future__ import annotations

from tests.pages.conftest import browserless, database, filled, shared
from tests.web.conftest import route_store

__all__ = ["browserless", "database", "filled", "route_store", "shared"]
