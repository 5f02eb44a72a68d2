"""Checkers of built pages: the Nu HTML checker, html-validate and axe, a browser, and a server to look at a site with.

Their npm packages come by `package-lock.json`; `python3 tasks.py test` installs them.
"""
