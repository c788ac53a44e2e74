"""From transcriptions in raw/ to a published warehouse.

Data flows one way: intake, reading, numerals, observations, relations, findings, warehouse. Each of these
packages is a library of plain functions over plain data and knows nothing of Dagster; `defs` only assembles
them, and `cli` is the command.
"""
