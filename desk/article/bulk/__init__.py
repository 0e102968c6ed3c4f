"""A step taken with several stories at once, in one language: asked on a page of its own, then reported.

Each story is a transaction of its own. Rights and rules are those of `articles.workflow`.
"""
