"""The baseline: the news site that a developer builds in a few days with Django and modeltranslation.

It has no page cache and no tricks, in either direction: indexes where its lists need them, related rows
fetched with their stories, connections that stay open, a view counted by an UPDATE. It knows nothing of
Newsroom.
"""
