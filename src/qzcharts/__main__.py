"""``python -m qzcharts`` is the command line."""

from qzcharts.cli import main

main(prog_name="qzcharts")
