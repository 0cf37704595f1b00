"""Compiles the books that it is given, one after another, in a process that may be ended at any time.

Run by its path, it imports no more of the package than it needs, and does so while it waits for the first.
"""

import pickle
import sys


def main() -> None:
    """Read compilations from standard input and answer each with its problems, until there are no more."""
    from sphinx_typst.compiler import Compilation
    from sphinx_typst.errors import TypstBuildError

    while True:
        try:
            compilation: Compilation = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            problems = compilation.run()
        except TypstBuildError as error:
            problems = error.problems
        pickle.dump(problems, sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
