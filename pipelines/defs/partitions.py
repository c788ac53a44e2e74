"""Keeping the partitions equal to the documents of raw/: one each, none for files that are gone."""

from collections.abc import Sequence

import dagster as dg

from pipelines.defs.assets import documents_partitions

_NAME = str(documents_partitions.name)


def synchronised(instance: dg.DagsterInstance, document_ids: Sequence[str]) -> list[str]:
    """Add and remove partitions so that there is one per document. Returns them in their order."""
    present = instance.get_dynamic_partitions(_NAME)
    for gone in set(present) - set(document_ids):
        instance.delete_dynamic_partition(_NAME, gone)
    instance.add_dynamic_partitions(_NAME, list(document_ids))
    return list(instance.get_dynamic_partitions(_NAME))
