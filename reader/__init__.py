"""Everything the public sees: pages, their addresses and their words, in every language.

Has no models. Reaches articles only through `Article.objects.live()`, sets no cookie, opens no session.
"""
