from __future__ import annotations

from django.contrib import admin

from articles.models import Article
from desk.article.admin import ArticleAdmin

admin.site.register(Article, ArticleAdmin)
