"""Tables go out: a folder with a file a table, the codebook and what the run was."""

from extract.writers.folder import OutputFolder, check_output
from extract.writers.package import data_package
from extract.writers.tables import FORMATS, check_format

__all__ = ["FORMATS", "OutputFolder", "check_format", "check_output", "data_package"]
