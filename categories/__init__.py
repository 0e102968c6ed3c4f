"""The sections of the paper, in their order, with a name and a description per language.

Knows nothing of the articles filed under them.
"""
