from __future__ import annotations

from django.contrib import admin

from articles.models import Article
from categories.models import Category
from desk.article.admin import ArticleAdmin
from desk.category import CountedCategoryAdmin

admin.site.register(Article, ArticleAdmin)
admin.site.unregister(Category)  # registered by its own app, which knows no stories
admin.site.register(Category, CountedCategoryAdmin)
