"""Rules as data: a merge keeps both sides of a changed line, so each key must be seen to stand once."""

from __future__ import annotations

from collections import Counter

import pytest

from pipelines.rules import table

KEYS = (
    ("word_lists", "list"),
    ("relative_periods", "words"),
    ("collective_nouns", "word"),
    ("population_words", "word"),
)


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_each_row_of_a_table_of_words_stands_once(name: str, key: str) -> None:
    assert [word for word, count in Counter(row[key] for row in table(name)).items() if count > 1] == []
