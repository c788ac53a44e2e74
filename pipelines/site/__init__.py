"""The pages that people look at: a static site of the warehouse and its transcriptions.

Belongs here: everything that turns rows into pages. Does not belong here: rows; what they hold was decided before.
"""

from __future__ import annotations

from pipelines.site.build import add_site, build_site

__all__ = ["add_site", "build_site"]
