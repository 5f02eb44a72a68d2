"""From a bare Python to a working environment, with the standard library alone.

`start` runs before anything is installed, `environment` makes `.venv` and keeps it in step with `requirements/`,
`testing` brings what only the tests need, and `tools` finds what the machine already has.
"""
