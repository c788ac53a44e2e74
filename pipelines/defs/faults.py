"""What becomes of a step that fails: tried again with growing pauses if the fault may pass, told in one line if not."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from pipelines.defs.resources import Writer
from pipelines.intake.faults import UnreadableInput
from pipelines.warehouse.storage import StorageFault, storage_faults_told

RETRIES = 3


@contextmanager
def faults_handled(context: dg.AssetExecutionContext, writer: Writer) -> Iterator[None]:
    """Try the step again after 5, 20 and 80 seconds, if it fails of something that may have passed by then."""
    try:
        with storage_faults_told(writer.warehouse_path.parent):
            yield
    except StorageFault as fault:
        if fault.is_passing and context.retry_number < RETRIES:
            raise dg.RetryRequested(RETRIES, seconds_to_wait=5 * 4**context.retry_number) from fault
        raise dg.Failure(str(fault), allow_retries=False) from fault
    except UnreadableInput as error:
        raise dg.Failure(str(error), allow_retries=False) from error
