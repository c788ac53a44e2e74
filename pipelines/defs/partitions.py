"""Keeping the partitions equal to the documents of raw/: one each, none for files that are gone."""

from collections.abc import Sequence

import dagster as dg

from pipelines.defs.assets import documents_partitions

_NAME = str(documents_partitions.name)


def synchronised(instance: dg.DagsterInstance, document_ids: Sequence[str]) -> list[str]:
    """Add and remove partitions so that there is one per document. Returns them in their order."""
    present = instance.get_dynamic_partitions(_NAME)
    known = set(present)
    for gone in known - set(document_ids):
        instance.delete_dynamic_partition(_NAME, gone)
    new = [document_id for document_id in document_ids if document_id not in known]
    if new:
        instance.add_dynamic_partitions(_NAME, new)
    return list(instance.get_dynamic_partitions(_NAME))
