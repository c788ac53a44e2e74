"""Evaluation of the extraction against documents that were written and annotated by hand."""
