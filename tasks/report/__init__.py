"""report: validated tables → the pages of the release, in which every figure leads to the sentences behind it.

Figures, lists and pages are SQL beside this file; the interface's words, the labels of codes, key issues and measured quality
are YAML. What is laid beside the page are files that it loads as scripts when they are needed, so that it works from file://.
"""
