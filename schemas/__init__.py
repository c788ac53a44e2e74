"""The declarations of the published tables, and what is generated from them.

Here belong names, types, units, descriptions, constraints and vocabularies, each written once, and the
generators that turn them into pandera schemas, Arrow schemas and DuckDB statements. Reading a text, computing
a relation or opening a database does not belong here.
"""
