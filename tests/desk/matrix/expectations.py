"""The tables: every staff address, every text and every step, by person. Change them when the rules change.

A new staff address, button or step for several stories without a row here fails a test.
"""

from __future__ import annotations

PEOPLE = (
    "reporter",
    "translator",  # of Armenian
    "editor of English",
    "editor",  # of every language
    "chief editor",
    "administrator",
)
STRANGERS = ("outsider", "anonymous")  # who are asked to log in, everywhere

# Addresses by the name of their route. One letter for each of PEOPLE:
# y may look and send, r may look but is refused when sending by hand, - is refused both.
SCREENS = {
    "index": "yyyyyy",
    "login": "yyyyyy",
    "logout": "yyyyyy",
    "set_language": "yyyyyy",
    "time_zone": "yyyyyy",
    "statistics": "r-rrr-",
    "statistics_story": "--rrr-",
    "statistics_table": "r-rrr-",
    "password_change": "yyyyyy",
    "password_change_done": "rrrrrr",
    "jsi18n": "rrrrrr",
    "view_on_site": "yyyyyy",  # leads to a public page
    "autocomplete": "rrrrr-",
    "app_list": "yyyyy-",
    "(?P<url>.*)$": "------",  # whatever does not exist
    "articles_article_changelist": "yyyyy-",
    "articles_article_add": "y-yyy-",
    "articles_article_change": "ryyyy-",  # of somebody else; one's own is below
    "articles_article_history": "yyyyy-",
    "articles_article_delete": "----y-",
    "articles_tag_changelist": "yyyyy-",
    "articles_tag_add": "y-yyy-",
    "articles_tag_change": "ryyyy-",
    "articles_tag_history": "yyyyy-",
    "articles_tag_delete": "----y-",
    "images_image_changelist": "yyyyy-",
    "images_image_add": "y-yyy-",
    "images_image_change": "yyyyy-",
    "images_image_history": "yyyyy-",
    "images_image_delete": "----y-",
    "authors_author_changelist": "yyyyy-",
    "authors_author_add": "--yyy-",
    "authors_author_change": "ryyyy-",
    "authors_author_history": "yyyyy-",
    "authors_author_delete": "----y-",
    "categories_category_changelist": "yyyyy-",
    "categories_category_add": "----y-",
    "categories_category_change": "ryyyy-",
    "categories_category_history": "yyyyy-",
    "categories_category_delete": "----y-",
    "publication_page_changelist": "----y-",
    "publication_page_add": "----y-",
    "publication_page_change": "----y-",
    "publication_page_history": "----y-",
    "publication_page_delete": "----y-",
    "publication_publication_changelist": "yyyyyy",  # only leads to the one row there is
    "publication_publication_add": "------",  # there is one already
    "publication_publication_change": "----y-",
    "publication_publication_history": "----y-",
    "publication_publication_delete": "------",
    "accounts_user_changelist": "-----y",
    "accounts_user_add": "-----y",
    "accounts_user_change": "-----y",
    "accounts_user_history": "-----y",
    "accounts_user_delete": "------",  # accounts are shut, not deleted
    "auth_user_password_change": "-----y",
    "accounts_staffrole_changelist": "-----y",
    "accounts_staffrole_add": "-----y",
    "accounts_staffrole_change": "-----y",
    "accounts_staffrole_history": "-----y",
    "accounts_staffrole_delete": "------",
}
# The same addresses for another thing than the first.
OTHER_THINGS = {
    ("articles_article_change", "their own"): "yyyyy-",
    ("articles_article_delete", "their own"): "----y-",
    ("accounts_user_change", "a superuser"): "-----r",
    ("auth_user_password_change", "a superuser"): "------",
}

# What a person's work is, in English, Russian and Armenian: w writes, p writes and publishes, - neither.
# First in a story of their own, then in one of somebody else.
WORK = {
    "reporter": ("www", "---"),
    "translator": ("--w", "--w"),
    "editor of English": ("pww", "p--"),
    "editor": ("ppp", "ppp"),
    "chief editor": ("ppp", "ppp"),
    "administrator": ("---", "---"),
    "outsider": ("---", "---"),
    "anonymous": ("---", "---"),
}

# Saving a text: who may, by whether readers see it, and what that writes: the column, or what waits for it.
TEXTS = {"draft": ("wp", "title"), "published": ("wp", "staged")}

# Saving what all languages share of a story begun in English: their own draft, their own that is out, a
# draft of somebody else, one of somebody else that is out. Below, the same of a story begun in Russian.
FACTS = {
    "reporter": "y---",
    "translator": "----",
    "editor of English": "yyyy",
    "editor": "yyyy",
    "chief editor": "yyyy",
    "administrator": "----",
    "outsider": "----",
    "anonymous": "----",
}
FACTS_OF_RUSSIAN = {**FACTS, "editor of English": "y---"}

# The buttons of the form: where a text stands before, who may, where it stands then.
# An editor has no button to send to review, and returns with a note what others take back.
BUTTONS = {
    ("submit", "draft"): ("w", "review"),
    ("publish", "draft"): ("p", "published"),
    ("publish", "review"): ("p", "published"),
    ("republish", "withdrawn"): ("p", "published"),
    ("return", "review"): ("p", "draft"),
    ("draft", "review"): ("w", "draft"),
    ("draft", "published"): ("p", "draft"),
    ("withdraw", "published"): ("p", "withdrawn"),
    ("schedule", "draft"): ("p", "scheduled"),
    ("checked", "outdated"): ("wp", "published"),
    ("confirm", "outdated"): ("wp", "published"),
    ("changes", "changed"): ("p", "published"),
    ("ahead", "changed ahead"): ("p", "scheduled"),
    ("discard", "changed"): ("wp", "published"),
}
# The same for several stories at once, and for the functions of the workflow.
STEPS = {
    ("submit", "draft"): ("wp", "review"),
    ("publish", "review"): ("p", "published"),
    ("schedule", "draft"): ("p", "scheduled"),
    ("return", "review"): ("p", "draft"),
    ("draft", "review"): ("wp", "draft"),
    ("draft", "published"): ("p", "draft"),
    ("withdraw", "published"): ("p", "withdrawn"),
    ("confirm", "outdated"): ("wp", "published"),
}
# Functions of the workflow for which there is no step with several stories.
MORE_FUNCTIONS = {
    ("publish changes", "changed"): ("p", "published"),
    ("publish changes", "changed ahead"): ("p", "scheduled"),
    ("discard changes", "changed"): ("wp", "published"),
    ("confirm changes", "outdated"): ("wp", "published"),
}

# Who may do with tags and stories what cannot be undone, and who gives sections their address and order.
MERGES_TAGS = DELETES = ARRANGES_CATEGORIES = {"chief editor"}
