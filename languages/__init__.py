"""Which languages the paper appears in, and how each writes dates, numbers and addresses.

Owns the language registry, CLDR formatting, transliterated slugs and the cleaning of typed text.
Has no models and knows nothing of articles, people or pages: every other app may import it.
"""
