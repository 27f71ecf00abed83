"""Validate: tables → verdict + report; nothing reaches readers on a critical failure. Never: repairs.

The suites come from the contract in schemas/ (suites.py), from checks between tables (crosschecks.py) and from
thresholds of plausibility kept as data (plausibility.yaml). tables.py runs them and decides; report/ writes the pages.
"""
