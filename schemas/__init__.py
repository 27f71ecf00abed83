"""The shapes of everything: columns, tables, vocabularies, settings, errors.

Imports nothing else of the project. The pyarrow schemas, the validation suites, the data dictionary
and the documentation are all derived from what stands here.
"""
