from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path

from bench.plain import views

urlpatterns = [
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("<slug:slug>/", views.category, name="category"),
        path("<slug:category>/<int:pk>-<slug:slug>/", views.article, name="article"),
    ),
]
