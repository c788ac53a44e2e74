"""Votes: "by seven votes to two", "All five members voted for it", "One member would have preferred a rise".

Belongs here: finding the numbers that count votes, and who voted how. Does not belong here: what a vote was about.
"""

from __future__ import annotations

from pipelines.numerals.amounts import NUMBER_WORDS
from pipelines.numerals.scan import Scan
from pipelines.numerals.units import unit_at
from pipelines.reading.tokens import Tokens
from pipelines.rules import words

_VOTES = frozenset(("vote", "votes", "voted"))
_MEMBERS = words("votes_members")
_VERBS = words("votes_verbs")
_VOTING = words("votes_voting")
_SIDES = words("votes_sides")
_AGAINST = frozenset(("against", "noes", "nays", "nos", "no", "nay"))
_SIGNS = frozenset((",", ":", "=", "-", "–", "—"))
_ENDS = frozenset(("", ".", ",", ";", ")", "and", "|", "with", "the", "to"))
_FROM_COUNT = 5  # tokens from a count to "members": "eight of the nine members"
_TO_VERB = 8  # tokens from there to the verb: "members of the Committee who were present voted"


def find_votes(scan: Scan) -> None:
    """Mark counts of votes: "voted by seven to two", "by five votes to one", "a vote of 7–2", "for, 14; against, 20"."""
    tokens = scan.tokens
    if not _AGAINST.isdisjoint(tokens.words) and not _VOTING.isdisjoint(tokens.words):
        _find_tally(scan)
    if _VOTES.isdisjoint(tokens.words):
        return
    for at, word in enumerate(tokens.low):
        if word not in _VOTES:
            continue
        if word == "votes" and _votes_at(tokens, at - 1) and tokens.word(at + 1) == "to" and _votes_at(tokens, at + 2):
            scan.votes |= {at - 1, at + 2}
            continue
        first = at + 2 if tokens.word(at + 1) in ("by", "of") else at + 1
        divided = tokens.word(first + 1) in ("to", "-", "–", ":")
        if divided and _votes_at(tokens, first) and _votes_at(tokens, first + 2) and not unit_at(tokens, first + 3):
            scan.votes |= {first, first + 2}
    for at in scan.votes:
        scan.roles.pop(at, None)


def _find_tally(scan: Scan) -> None:
    """Mark the votes on each side where they are told one by one: "For: 14; against: 20", "12 ayes, 9 noes, 3 absent"."""
    tokens = scan.tokens
    behind: dict[int, str] = {}
    before: dict[int, str] = {}
    for at, word in enumerate(tokens.low):
        if word not in _SIDES:
            continue
        follow = at + 1 + (tokens.word(at + 1) in _SIGNS)
        if follow > at + 1 and _votes_at(tokens, follow) and _ends_count(tokens, follow):
            behind[follow] = word
        lead = at - 2 if tokens.word(at - 1) == "in" else at - 1
        lead -= tokens.word(lead) in ("votes", "voted", "members")
        if _votes_at(tokens, lead) and (tokens.word(at + 1) in _ENDS or tokens.word(at + 1) in _SIDES):
            before[lead] = word
    found = max(behind, before, key=len)
    if len(found) > 1 and not _AGAINST.isdisjoint(found.values()):
        scan.votes |= found.keys()
        for at in found:
            scan.roles.pop(at, None)


def _ends_count(tokens: Tokens, index: int) -> bool:
    """Whether nothing is counted behind a number: "for, 14;", not "for: 14 days"."""
    return tokens.word(index + 1) in _ENDS


def voters_at(tokens: Tokens, first: int, last: int) -> int | None:
    """The noun for the members of a body whom number words count as they decide: "All five members voted"."""
    noun = next((at for at in range(last + 1, last + 1 + _FROM_COUNT) if tokens.word(at) in _MEMBERS), None)
    if noun is None or any(not tokens.is_word(at) for at in range(last + 1, noun)):
        return None
    if tokens.word(first - 1) in ("the", "of") and tokens.word(first - 2) == "of":
        return None  # "two of the nine members": those who could vote
    return noun if any(tokens.word(at) in _VERBS for at in range(noun + 1, noun + 1 + _TO_VERB)) else None


def _votes_at(tokens: Tokens, index: int) -> bool:
    """Whether a whole number that can count votes stands at `index`."""
    word = tokens.word(index)
    return (word.isdecimal() and len(word) <= 3) or NUMBER_WORDS.get(word, (0, ""))[1] == "cardinal"
