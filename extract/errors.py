"""What can go wrong, in words for the person who has to mend it.

Every error that eventwire raises on purpose derives from `EventwireError`. Its message says
which file and record, what is wrong, and what to do; the command line prints it as one line.
"""

from __future__ import annotations


class EventwireError(Exception):
    """Base of every error raised on purpose by this package."""


class InputError(EventwireError):
    """An input file or record cannot be used as it is."""


class OptionError(EventwireError):
    """An option or argument is wrong, or options contradict each other."""


class ModelError(EventwireError):
    """A spaCy pipeline cannot be loaded or lacks what event extraction needs."""


class OntologyError(EventwireError):
    """An ontology file is not valid; the message names the file and line."""


class MissingExtraError(EventwireError):
    """A feature needs an optional library; the message gives the install command."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional library: pip install 'eventwire[{extra}]'")
        self.extra = extra


class OutputError(EventwireError):
    """The output folder cannot be written, or holds something else."""
