"""Relations: what a report states between its numbers, recomputed.

Belongs here: one module for each kind, registered in `KINDS`, and the identifiers of relations. Does not belong here:
reading numbers (observations).
"""

from __future__ import annotations

from collections.abc import Callable

from pipelines.numerals.scan import Scan
from pipelines.observations import Observed
from pipelines.reading import Reading
from pipelines.relations.accusations import doubt_held_otherwise, doubt_told, doubt_unexplained
from pipelines.relations.balance import find_balances
from pipelines.relations.base_of_change import find_bases_of_changes
from pipelines.relations.binding import bind_changes
from pipelines.relations.bound import find_bounds
from pipelines.relations.change import find_changes
from pipelines.relations.context import Context, build_context
from pipelines.relations.direction import find_directions
from pipelines.relations.enumeration import find_enumerations
from pipelines.relations.feasible_share import find_feasible_shares
from pipelines.relations.fitting import fit_changes
from pipelines.relations.fold import find_folds
from pipelines.relations.goal import find_goals
from pipelines.relations.growth import find_growth
from pipelines.relations.implied_base import find_implied_bases
from pipelines.relations.margins import find_margins
from pipelines.relations.net_change import find_net_changes
from pipelines.relations.numbering import find_numberings
from pipelines.relations.parallel_totals import find_parallel_totals
from pipelines.relations.passed import find_passed
from pipelines.relations.rank import find_ranks
from pipelines.relations.reference import find_references
from pipelines.relations.repeat import find_repeats
from pipelines.relations.share_in_words import find_shares_in_words
from pipelines.relations.shares_sum import find_shares_sums
from pipelines.relations.spread import find_spreads
from pipelines.relations.statement import Operand, Relation, Repair
from pipelines.relations.subset import find_subsets
from pipelines.relations.table_changes import find_table_changes
from pipelines.relations.table_formulas import find_table_formulas
from pipelines.relations.table_totals import find_table_totals
from pipelines.relations.telling_sums import find_telling_sums
from pipelines.relations.together import solve_together
from pipelines.relations.total import find_totals
from pipelines.relations.two_groups import find_two_groups
from pipelines.relations.within_groups import find_within_groups

__all__ = ["KINDS", "Operand", "Relation", "Repair", "relate"]

# A kind is added here, with its module and its term in the vocabulary `relation_kind`.
KINDS: tuple[Callable[[Context], list[Relation]], ...] = (
    find_changes,
    find_growth,
    find_folds,
    find_directions,
    find_within_groups,
    find_ranks,
    find_bounds,
    find_passed,  # bound of a mark that was passed
    find_repeats,
    find_shares_in_words,  # repeat of per cents in words
    find_implied_bases,
    find_bases_of_changes,  # implied_base of amount and rate of one change
    find_margins,  # implied_base of profits and revenues
    find_references,
    find_numberings,  # reference of footnotes, captions, sections and years
    find_shares_sums,
    find_balances,  # total of a balance: before the sums
    find_net_changes,  # total of changes
    find_totals,
    find_parallel_totals,  # total of levels before, after, and of changes
    find_telling_sums,  # total of numbers that stand apart
    find_two_groups,  # total of two groups told apart
    find_subsets,
    find_table_formulas,  # total of lines with a formula
    find_table_changes,  # change, growth and total (of a balance) of tables
    find_table_totals,  # total, shares_sum, within_groups and subset of tables
    find_enumerations,
    find_feasible_shares,
    find_goals,
    find_spreads,  # direction of differences
)


def relate(reading: Reading, scans: list[Scan], observed: Observed) -> list[Relation]:
    """All relations of a document, in the order of their statements, those that share numbers solved together."""
    context = build_context(reading, scans, observed)
    context.changes = fit_changes(context.sentences, bind_changes(context.sentences))
    distinct: dict[object, Relation] = {}
    for find in KINDS:
        for relation in find(context):
            distinct.setdefault(_identity(relation), relation)
        context.found = list(distinct.values())
    found = context.found
    for relation in found:
        doubt_unexplained(relation)
        doubt_told(relation, reading.raw)
    doubt_held_otherwise(found)
    found += solve_together(found)
    return sorted(found, key=lambda relation: (relation.start, relation.end, relation.kind))


def _identity(relation: Relation) -> object:
    """What two relations of one kind between the same numbers share: a balance is no sum of its parts once more."""
    return relation.kind, frozenset([(one.start, one.end) for one in relation.operands])
