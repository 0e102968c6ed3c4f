"""People who sign articles: name, role, biography and picture, in every language.

An author need not have a staff account. Knows nothing of articles.
"""
