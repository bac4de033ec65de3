"""A page to look at: complete in itself, so that it opens offline and can be sent by mail."""

from migrator.reports.html.page import Html

__all__ = ["Html"]
