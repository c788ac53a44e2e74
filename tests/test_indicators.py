"""What is measured, in words that can be read on their own: one row a sentence, its numbers and their indicators."""

import pytest

from pipelines.document import extract

SHARED = "the median share of requests over the new protocol"
CASES = [
    # A list of values measures one thing, however long it is.
    (
        f"At the 10, 25, 75 and 90th percentiles, {SHARED} is 5%, 24%, 98% and 100% compared to 3%, 15%, 93% and 99%.",
        dict.fromkeys(("5", "24", "98", "100", "3", "15", "93", "99"), SHARED),
    ),
    # What reports, dates or cites is left out.
    (
        "The survey found that the share of farms with a website rose to 41%.",
        {"41": "the share of farms with a website"},
    ),
    (
        "The proportion served by ferry, as shown in Figure 2.5, has increased from 55% to 65%.",
        {"55": "The proportion served by ferry", "65": "The proportion served by ferry"},
    ),
    ("Last year around 37% of home pages were encrypted.", {"37": "home pages were encrypted"}),
    # A relative clause belongs to its noun.
    (
        "The proportion of adults who have ever used a library has increased by 13 percentage points.",
        {"13": "The proportion of adults who have ever used a library"},
    ),
    # A change named by a noun is one of what follows.
    (
        "There has been a 10% increase in ferry journeys and a 4% decrease in bus journeys.",
        {"10": "ferry journeys", "4": "bus journeys"},
    ),
    # A count is one of its noun; each finite verb has its own subject.
    ("There were 26.4 million households in the region in 2013.", {"26.4": "households in the region in 2013"}),
    (
        "Norway had the highest average household at 2.5 and Sweden had the lowest at 2.2.",
        {"2.5": "Norway", "2.2": "Sweden"},
    ),
    # Behind a number only what begins with a noun or verb says what is measured.
    ("The rate of home ownership was low. It rose to 73.4% for those aged 60 to 69.", {"73.4": None}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_an_indicator_is_the_subject_of_its_number(text: str, expected: dict[str, str | None]) -> None:
    rows = extract(text + "\n", "document").tables["observations"]
    assert {row["exact"]: row["indicator"] for row in rows if row["exact"] in expected} == expected
