"""Observations: every stated quantity with its value, unit, qualifier, and what the text says about it.

Belongs here: from numerals to observations. Does not belong here: arithmetic between observations (relations).
"""

from __future__ import annotations

from pipelines.observations.observing import Observation, Observed, observe

__all__ = ["Observation", "Observed", "observe"]
