"""Whether the data are good: rules in SQL over the tables and the stages' own accounts, each with a code and a severity.

The knowledge stands in rules/*.yaml (what is looked for), views.sql (what the rules build on) and schemas/vocabularies/check.yaml
(their codes, and how they are said). What a single value or a quotation must be is the contract's matter (suites.py, checks/).
"""
