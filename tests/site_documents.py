"""Transcriptions for the tests of the site, and a warehouse of a folder without Dagster."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from pipelines.extraction import extract_folder
from pipelines.project import RAW
from pipelines.warehouse.build import build_candidate

FIRST_INPUT = "mic-ict-white-paper-2021-ch1"

SURVEY = """\
# Survey of savings

Savings fell 3.9 points from 150.8 in 2018 to 146.5 in 2019 (Figure 1)<sup>1</sup>. About 40% of households save
every month, more than 60% of those aged 30-39, and 5 to 10% of students. The share rose 3 points to 80% from 77%.
In Germany 1,234 of 2,000 households answered.

Figure 1 Savings of households

(Source) Bureau of Savings (2020) "Survey of savings"

- 1. The first item of 2 items
- 2. The second item

| Region | 2018 | 2019 |
|---|---:|---:|
| North | 12 | 15 |
| South | 30 | 25 |
| Total | 42 | 44 |

<sup>1</sup> Households of two or more people.
"""

HYPERTEXT = """\
<!doctype html><html><head><title>Umfrage 2020</title></head><body>
<h1>Umfrage</h1><p>Der Anteil stieg von 12,5&nbsp;% auf 14,5&nbsp;% (Abbildung 2).</p>
<table><tr><th rowspan="2">Land</th><th colspan="2">Anteil</th></tr><tr><th>2019</th><th>2020</th></tr>
<tr><td>Berlin</td><td>12,5</td><td>14,5</td></tr><tr><td>Hamburg</td><td>11,0</td><td>9,8</td></tr></table>
</body></html>
"""

CONTRADICTIONS = "# Ledger\n\n" + "\n\n".join(
    f"Output of plant {name} fell {n}.9 points from 1{n}0.8 in 2018 to 1{n}0.1 in 2019."
    for n, name in enumerate(("Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Maple"), start=1)
)  # fmt: skip

HOSTILE = """\
# Report <script>document.title = "owned"; alert(1)</script> of 2020

<img src=x onerror="alert(2)"> The share was 73% <b onclick="alert(3)">in</b> 2020, see [Figure 1](javascript:alert(4)).
</p></article></main></style><style>body { display: none }</style><script>alert(5)</script>

Figure 1 "><svg onload=alert(6)> {{ 7 * 7 }} ${alert(7)} <a href="javascript:alert(8)">Values</a> of 12 firms

It rose by 3 points to \u202e80% from 77%\u202c, \u2066about 5 million\u2069 yen\u0007. &lt;script&gt;alert(9)&lt;/script&gt;
`<script>alert(10)</script>` and </textarea><iframe src="https://example.org/"></iframe> 55% of 20 firms, =1+1

| <script>alert(11)</script> | =cmd()|
|---|---|
| "><img src=y onerror=alert(12)> | 12 |
"""

HOSTILE_SIDECAR = """\
title: '</title><script>alert(20)</script> "><img src=x onerror=alert(21)>'
publisher: "<img src=x onerror=alert(22)> \\u202egpj.exe"
publication_year: 2021
language: en
country: JP
licence: "' onmouseover='alert(23)"
licence_url: https://example.org/"onmouseover="alert(24)
attribution: "</pre><script>alert(25)</script>"
source_url: https://example.org/'-alert(26)-'
fiscal_year_start: 4
sha256: {sha256}
transcription: "<script>alert(27)</script>"
"""

DOCUMENTS = {"survey.md": SURVEY, "umfrage.html": HYPERTEXT, "ledger.md": CONTRADICTIONS, "hostile.md": HOSTILE}


def transcriptions(folder: Path, documents: dict[str, str] | None = None, *, first_input: bool = False) -> Path:
    """A folder of transcriptions; the hostile one has a hostile sidecar."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (DOCUMENTS if documents is None else documents).items():
        (folder / name).write_bytes(text.encode())
        if name == "hostile.md":
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            (folder / "hostile.yaml").write_text(HOSTILE_SIDECAR.replace("{sha256}", sha256))
    if first_input:
        for path in sorted(RAW.glob(f"{FIRST_INPUT}*")):
            shutil.copy(path, folder / path.name)
    return folder


def warehouse_of(raw: Path, warehouse: Path) -> Path:
    """The warehouse of a folder, without checks."""
    staging = warehouse.with_name("staging")
    for outcome in extract_folder(raw, staging):
        assert outcome.left_out is None, outcome.left_out
    build_candidate(staging, warehouse).path.replace(warehouse)
    return warehouse
