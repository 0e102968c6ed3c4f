"""Keeps finished pages before Django, and drops each within a second after what it is made of changed.

Knows keys, not pages: a page records the keys of what it is made of, a change names the keys it touches.
"""
