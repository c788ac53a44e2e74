"""From the published warehouse to a release: a folder that says what it is, proves it, and never changes.

The steps stand in `making`, how a release is checked by whoever downloads it in `verifying`, what tells two of them
apart in `changes`. Reading documents and computing relations is long done; nothing here knows Dagster.
"""
