"""A whole corpus: read, analysed in batches, written, with what fails put aside."""

from extract.runner.run import Progress, Report, RunOptions, run
from extract.runner.work import Settings

__all__ = ["Progress", "Report", "RunOptions", "Settings", "run"]
