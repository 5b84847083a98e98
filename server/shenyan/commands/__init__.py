"""The commands of `shenyan`, one module each, found by their file names.

A module's first docstring line is its help. It has `options(parser)`, which adds its arguments,
and `run(arguments)`, which returns the exit status. It imports what is heavy inside `run`.
"""
