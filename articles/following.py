"""How the translations of a story follow its original: made from which text, outdated since when, by what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from articles import revisions
from articles.models import Article, Revision
from articles.versions import LanguageVersion


class Following:
    """What is known of the texts behind a story's translations. Two queries, one of them with whole texts."""

    def __init__(self, article: Article, now: datetime | None = None) -> None:
        self.article = article
        original = article.version(article.original_language)
        keys = [key for version in article.versions() if (key := version.pin())]
        self._pins = {text.pk: text for text in Revision.objects.filter(pk__in=keys)}
        self._published: list[Revision] = []  # those of the original, the newest first, without their text
        if keys and original.is_out(now):
            newest_first = revisions.published_ones(original).only("text_hash", "created_at")
            self._published = list(newest_first)

    def pin(self, version: LanguageVersion) -> Revision | None:
        """Return the text of the original from which a version was made, if that is known."""
        return self._pins.get(version.pin() or 0)

    def is_present(self, text: Revision | None) -> bool:
        """Tell whether a text of the original is the one that is out."""
        return bool(text and self._published and text.text_hash == self._published[0].text_hash)

    def outdated_since(self, version: LanguageVersion) -> datetime | None:
        """Return when the original first went out with another text than an outdated version was made from.

        None when it went out with an older text again, of which no time is kept.
        """
        since = None
        for text in self._newer(version):
            since = text.created_at
        return since

    def last_change(self) -> datetime | None:
        """Return when the original went out with its present text."""
        changed = None
        for text in self._published:
            if text.text_hash != self._published[0].text_hash:
                break
            changed = text.created_at
        return changed

    def outdated_by_last_change(self) -> list[LanguageVersion]:
        """Return the translations of the text before the present one: those `mark_minor()` would clear."""
        before = self._hash_before()
        pinned = ((version, self.pin(version)) for version in self.article.versions())
        return [
            version
            for version, pin in pinned
            if before and pin and pin.text_hash == before and version.is_outdated()
        ]

    def _newer(self, version: LanguageVersion) -> Iterator[Revision]:
        """Yield the published texts that came after the one a version was made from, the newest first."""
        pin = self.pin(version)
        for text in self._published:
            if pin is None or text.pk < pin.pk or text.text_hash == pin.text_hash:
                return
            yield text

    def _hash_before(self) -> str:
        """Return the hash of the text with which the original was out before the present one, or ""."""
        hashes = [text.text_hash for text in self._published]
        return next((former for former in hashes if former != hashes[0]), "")
