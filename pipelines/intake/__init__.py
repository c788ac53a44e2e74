"""How files become texts: finding them, decoding them, and reading the sidecar that describes them.

What a text says does not belong here, nor does any repair of it: a text leaves here exactly as stored.
"""
