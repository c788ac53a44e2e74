"""Which faults pass by themselves, so that a step is tried again, and which do not."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

RETRIES = 3

_PASSING = frozenset(
    (
        errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOLCK, errno.ENOMEM,
        errno.ENETDOWN, errno.ENETUNREACH, errno.ECONNRESET, errno.EHOSTDOWN, errno.ESTALE, errno.ETIMEDOUT,
    )
)  # fmt: skip
"""What a busy machine or a network folder answers. A full disk or a missing permission wants a person."""


@contextmanager
def passing_faults_retried(context: dg.AssetExecutionContext) -> Iterator[None]:
    """Try the step again after 5, 20 and 80 seconds, if it fails of something that may have passed by then."""
    try:
        yield
    except OSError as error:
        if error.errno in _PASSING and context.retry_number < RETRIES:
            raise dg.RetryRequested(RETRIES, seconds_to_wait=5 * 4**context.retry_number) from error
        raise
