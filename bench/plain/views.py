from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from bench.plain.models import Article, Category

PER_PAGE = 20


def home(request: HttpRequest) -> HttpResponse:
    articles = Article.objects.filter(is_published=True).select_related("category")
    blocks = [(category, articles.filter(category=category)[:5]) for category in Category.objects.all()]
    context = {"newest": articles[:12], "blocks": blocks, "popular": articles.order_by("-views")[:5]}
    return render(request, "plain/home.html", context)


def category(request: HttpRequest, slug: str) -> HttpResponse:
    section = get_object_or_404(Category, slug=slug)
    articles = Article.objects.filter(is_published=True, category=section).select_related("category")
    page = Paginator(articles, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "plain/category.html", {"category": section, "page": page})


def article(request: HttpRequest, category: str, pk: int, slug: str) -> HttpResponse:
    articles = Article.objects.filter(is_published=True).select_related("category")
    story = get_object_or_404(articles.prefetch_related("authors", "tags"), pk=pk, category__slug=category)
    Article.objects.filter(pk=story.pk).update(views=F("views") + 1)
    others = articles.exclude(pk=story.pk)
    # Not `tags__in=...` with `distinct()`, which would sort whole rows.
    tagged = Article.tags.through.objects.filter(tag__in=story.tags.all())
    context = {
        "article": story,
        "related": others.filter(pk__in=tagged.values("article"))[:3],
        "more": others.filter(category=story.category)[:4],
        "popular": others.order_by("-views")[:5],
    }
    return render(request, "plain/article.html", context)
