"""From extracted rows to the published DuckDB file: staging, the candidate, its acceptance, the swap.

What a row says is decided before; how the steps are scheduled is decided in `pipelines.defs`.
"""
