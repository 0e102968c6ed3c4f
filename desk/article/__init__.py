"""The article's screens: its form over all languages, the steps of publication, its list."""
