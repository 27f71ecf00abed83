"""Word, RTF and PDF files → their paragraphs, in a process of its own that may use so much time and memory and no more.

What belongs here: the libraries that read such documents. What doesn't: what their text means. Imports nothing heavy.
"""
