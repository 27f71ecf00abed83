"""Validate: tables → verdict + report; nothing reaches readers on a critical failure. Never: repairs.

The suites come from the contract in schemas/ (suites.py) and from checks between tables (crosschecks.py); audit/ asks whether the
data are good. removal.py takes out the rows that fail; tables.py runs the suites and decides; report/ writes the pages.
"""
