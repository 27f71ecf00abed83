"""More evidence gives more confidence."""


def test_more_evidence_gives_more_confidence(code):
    told = code("La France a accusé le Mali de mensonge.")[0]["confidence"]
    hedged = code("La France aurait accusé le Mali de mensonge.")[0]["confidence"]
    planned = code("La France accusera le Mali de mensonge.")[0]["confidence"]
    assert told > hedged
    assert told > planned
