"""A dataset of any size, made by SQL, and what its release costs.

    python -m tests.large_release [OBSERVATIONS]     by default 1,000,000: prints seconds, memory and bytes

The memory is that of the largest process; the release itself is one, and the writing of its data files another.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from pipelines.project import PROJECT
from pipelines.release.making import make_release
from schemas.catalogue import TABLES, VIEWS
from schemas.ddl import table_statements, view_statements

SIDECAR = """\
title: Generated report {name}
publisher: Nobody
publication_year: 2026
language: en
country: JP
licence: CC BY 4.0
licence_url: https://creativecommons.org/licenses/by/4.0/
attribution: Nobody
fiscal_year_start: 4
sha256: {sha256}
transcription: generated
"""

# One sentence per observation: "The share of households in area ab was 12.3% in 2019."
_SENTENCES = """
create temp table sentences as
with words as (
    select n, n // {per_document} as d, n % {per_document} as i,
           chr(97 + (n % 26)::int) || chr(97 + (n // 26 % 26)::int) || repeat('x', (n % 7)::int) as area,
           ((n * 7919) % 1000)::decimal(38,10) / 10 as value, 1990 + n % 35 as year
    from range({observations}) as t(n)
),
written as (
    select *, 'The share of households in area ' || area || ' was ' as head, format('{{:.1f}}', value::double) as number,
           '% in ' as middle, year::varchar as tail
    from words
),
whole as (select *, head || number || middle || tail || '.' as sentence from written)
select *, coalesce(sum(length(sentence) + 1) over (partition by d order by i rows between unbounded preceding
                                                   and 1 preceding), 0)::bigint as origin
from whole
"""

_OBSERVATIONS = """
insert into w.observations by name
select 'o-' || md5(n::varchar) as observation_id, 'report-' || d as document_id,
       origin + length(head) as "start", origin + length(head) + length(number) as "end", number as exact,
       right(head, 16) as prefix, left(middle || tail || '.', 16) as suffix, number || '%' as stated,
       value, value - 0.05 as lower, value + 0.05 as upper, 'percent' as unit, 'exact' as qualifier,
       'level' as measure, 'share of households' as indicator, 'area ' || area as reference_area,
       'households' as population, year::varchar as time_period, make_date(year::int, 1, 1) as period_start,
       make_date(year::int, 12, 31) as period_end, 'Section' as section, sentence,
       'stated' as indicator_from, 'stated' as reference_area_from, 'stated' as population_from,
       'stated' as time_period_from
from sentences order by observation_id
"""

_NUMERALS = """
insert into w.numerals by name
select * from (
    select 'n-' || md5(n::varchar) as numeral_id, 'report-' || d as document_id,
           origin + length(head) as "start", origin + length(head) + length(number) as "end", number as exact,
           right(head, 16) as prefix, left(middle || tail || '.', 16) as suffix, 'observation' as role,
           'prose' as place, 'o-' || md5(n::varchar) as observation_id
    from sentences
    union all by name
    select 'p-' || md5(n::varchar) as numeral_id, 'report-' || d as document_id,
           origin + length(sentence) - 5 as "start", origin + length(sentence) - 1 as "end", tail as exact,
           right(number || middle, 6) as prefix, '.' as suffix, 'period' as role, 'prose' as place
    from sentences
) order by numeral_id
"""

_RELATIONS = """
insert into w.relations by name
select 'r-' || md5(n::varchar) as relation_id, 'report-' || d as document_id, 'bound' as kind,
       origin as "start", origin + length(sentence) as "end", sentence as exact, 'consistent' as verdict,
       'face' as holds_by, number as stated, 'It holds.' as explanation
from sentences where n % 5 = 0 order by relation_id
"""

_OPERANDS = """
insert into w.relation_operands by name
select 'r-' || md5(n::varchar) as relation_id, 0 as position, 'report-' || d as document_id,
       'o-' || md5(n::varchar) as observation_id, origin + length(head) as "start",
       origin + length(head) + length(number) as "end", number as exact, 'member' as role
from sentences where n % 5 = 0 order by relation_id
"""

_DOCUMENT = """
insert into w.documents values ($name, $title, 'Nobody', 2026, 'en', 'JP', 'CC BY 4.0',
    'https://creativecommons.org/licenses/by/4.0/', 'Nobody', null, 'generated', 4, $sha256, $characters, $digits, true)
"""


def generate(folder: Path, observations: int, per_document: int = 50_000) -> tuple[Path, Path]:
    """Write raw/ and a warehouse with so many observations; returns the warehouse and raw/."""
    raw, warehouse = folder / "raw", folder / "warehouse.duckdb"
    raw.mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{warehouse}' as w (storage_version 'v1.2.0')")
        connection.execute("use w")
        for statement in (s for table in TABLES for s in table_statements(table)):
            connection.execute(statement)
        for statement in (s for view in VIEWS for s in view_statements(view)):
            connection.execute(statement)
        connection.execute(_SENTENCES.format(observations=observations, per_document=per_document))
        for statement in (_OBSERVATIONS, _NUMERALS, _RELATIONS, _OPERANDS):
            connection.execute(statement)
        for document in range((observations - 1) // per_document + 1):
            _write_document(connection, raw, document)
        connection.execute(
            "insert into w.dataset_info select 'hakusho', '1.0.0', '0', '2026-01-01T00:00:00Z', count(*), 0 from documents"
        )
    return warehouse, raw


def _write_document(connection: duckdb.DuckDBPyConnection, raw: Path, document: int) -> None:
    name = f"report-{document}"
    lines = connection.execute("select sentence from sentences where d = $d order by i", {"d": document}).fetchall()
    text = "".join(f"{line}\n" for (line,) in lines)
    digest = hashlib.sha256(text.encode()).hexdigest()
    (raw / f"{name}.md").write_text(text, encoding="utf-8", newline="\n")
    (raw / f"{name}.yaml").write_text(SIDECAR.format(name=name, sha256=digest), encoding="utf-8", newline="\n")
    connection.execute(
        _DOCUMENT,
        {
            "name": name,
            "title": f"Generated report {name}",
            "sha256": digest,
            "characters": len(text),
            "digits": sum(map(str.isdigit, text)),
        },
    )


def main(observations: int) -> None:
    """Generate and release, and print what that cost."""
    from pipelines.progress import listening

    with tempfile.TemporaryDirectory(dir=PROJECT / "warehouse") as temporary:
        folder = Path(temporary)
        warehouse, raw = generate(folder, observations)
        print(
            f"{observations:,} observations generated; {warehouse.stat().st_size / 1e6:,.0f} MB of warehouse",
            flush=True,
        )
        started, last = time.monotonic(), time.monotonic()

        def say(what: str) -> None:
            nonlocal last
            print(f"{time.monotonic() - started:7.1f} s  {what}", flush=True)
            last = time.monotonic()

        with listening(say):
            outcome = make_release(warehouse, raw, folder / "releases")
        seconds = time.monotonic() - started
        used = {who: resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)}
        processor = sum(usage.ru_utime + usage.ru_stime for usage in used.values())
        peak = max(usage.ru_maxrss for usage in used.values()) / 1024**2
        size = sum(path.stat().st_size for path in outcome.folder.rglob("*") if path.is_file())
        print(
            f"released in {seconds:.0f} s ({processor:.0f} s of processor), at most {peak:.2f} GiB, {size / 1e6:,.0f} MB"
        )


if __name__ == "__main__":
    main(int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 1_000_000)
