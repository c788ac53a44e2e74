"""What a curator decided, applied to rows: between what was read from a text and what is published.

Stated values are never changed here. Reading the file of a curator does not belong here (see
`pipelines.intake.corrections`), nor does anything that a grammar could read from the text.
"""
