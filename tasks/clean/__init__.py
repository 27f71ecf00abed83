"""clean: document → article: encoding, markup, page furniture, typography, language, title, authors, agency, date.

Promise: no line is dropped without a reason, and what is kept is quoted as it was delivered but for white space and the
repairs that the article names. Never: a change of wording, a guess of a missing character.
"""
