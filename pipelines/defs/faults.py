"""What becomes of a step that fails: tried again with growing pauses if the fault may pass, told in one line if not."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from pipelines.intake.faults import UnreadableInput
from pipelines.warehouse.storage import BUILD, StorageFault, Writing, WritingFailed, storage_faults_told

RETRIES = 3


@contextmanager
def faults_handled(context: dg.AssetExecutionContext, folder: Path, writing: Writing = BUILD) -> Iterator[None]:
    """Try the step again after 5, 20 and 80 seconds, if it fails of something that may have passed by then.

    `folder` is the one that is written.
    """
    try:
        with storage_faults_told(folder, writing):
            yield
    except StorageFault as fault:
        if fault.is_passing and context.retry_number < RETRIES:
            raise dg.RetryRequested(RETRIES, seconds_to_wait=5 * 4**context.retry_number) from fault
        raise dg.Failure(str(fault), allow_retries=False) from fault
    except (UnreadableInput, WritingFailed) as error:
        raise dg.Failure(str(error), allow_retries=False) from error
