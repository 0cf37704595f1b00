"""``python -m qzbook`` is the command line."""

from qzbook.cli import main

main(prog_name="qzcharts")
