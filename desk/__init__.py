"""Everything the staff sees in the admin: the article's screens, the language bar, the desk's language.

Has no models. Simple models keep their `admin.py` in their own app and take the language bar from here
through the admin site's templates. Knows nothing of the public pages.
"""
