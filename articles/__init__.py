"""The heart: an article, its text in up to three languages, and the states each language goes through.

Knows when a language version is live and how it gets there. Knows nothing of pages or admin screens: they
ask `Article.objects.live()` and `visible_to()`, and hear of changes through `articles.signals`.
"""
