"""What the commands share: errors as one line, data on standard output, notes on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from extract.errors import EventwireError

NOTHING_DONE = 2
SOME_PUT_ASIDE = 1
_INTERRUPTED = 130  # as shells have it: 128 + SIGINT


def note(message: str) -> None:
    """Print a message as one line on standard error."""
    print("eventwire:", " ".join(message.split()), file=sys.stderr)


@contextmanager
def told() -> Iterator[None]:
    """Turn what goes wrong within into one line on standard error and the exit status."""
    try:
        yield
        sys.stdout.flush()
    except EventwireError as error:
        note(str(error))
        raise typer.Exit(NOTHING_DONE) from None
    except KeyboardInterrupt:
        note("stopped; nothing was written")
        raise typer.Exit(_INTERRUPTED) from None
    except BrokenPipeError:  # the reader of our output has gone: that is its right
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except OSError as error:  # a full disk, a device that is gone
        note(f"{error.filename or 'output'} cannot be written: {error.strerror}")
        raise typer.Exit(NOTHING_DONE) from None


def utf8_output() -> None:
    """Write data in UTF-8 whatever the terminal is set to."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")


def names(option: str | None) -> tuple[str, ...]:
    """The names of an option such as --kinds, given with commas between."""
    return tuple(name.strip() for name in (option or "").split(",") if name.strip())
