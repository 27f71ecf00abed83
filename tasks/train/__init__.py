"""Train: licensed corpora in, one packaged French spaCy pipeline out (convert, train, evaluate, package).

Promise: the same corpora, configs and seeds give the same scores within half a point; text that its licence
does not allow to train on is never read here. The shipped result lives in tasks/annotate/model.
"""
