"""Who reads what: counting views behind any cache, folding them into the database, the most read.

A view is one person opening one language version, at most once in 30 minutes. Knows articles by their number
and language; knows nothing of pages. No address and no user agent is ever stored.
"""
