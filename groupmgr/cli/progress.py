"""How far long work has come, for people who watch it on a terminal."""

import sys

import click


def tell(step: str, done: int, total: int) -> None:
    """Write over the line before; say nothing into a pipe."""
    if sys.stderr.isatty():
        click.echo(f"\x1b[K{step} {done}/{total}\r", nl=False, err=True)
