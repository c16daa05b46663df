"""`python -m extract` is the `eventwire` command."""

from extract.cli.main import app

app(prog_name="eventwire")
