"""Wholes and groups as official prose states them: found with their numbers, and their misprints seen."""

from __future__ import annotations

import pytest

from .conftest import rows
from .relation_cases_prose import CASES, SOUND
