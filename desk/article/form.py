from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from articles.querysets import TEXT_FIELDS
from articles.states import Standing
from articles.versions import REQUIRED_FIELDS
from articles.workflow.translating import published_original
from desk.article import opened, steps
from languages import registry
from languages.columns import column, columns
from languages.forms import TranslatedForm

PUBLISH_AT = "publish_at"
OVERTAKEN = gettext_lazy(
    "Somebody else changed this while you had it open. Compare with theirs in another tab, "
    "then save again to put yours in its place."
)


class TagChoice(forms.ModelMultipleChoiceField):
    """Tags chosen by key. taggit's own comma-separated widget cannot cope with translated names."""

    def prepare_value(self, value: Any) -> Any:
        if hasattr(value, "__iter__") and not isinstance(value, str):
            value = [getattr(item, "pk", item) for item in value]
        return super().prepare_value(value)


class ArticleForm(TranslatedForm):
    """One story in all its languages. Knows which button was pressed, and what that step needs."""

    needed = ("title",)
    step: tuple[str, str] | None = None  # set by the admin from the request, like the next
    locked: Mapping[str, Any] = {}  # fields that this person may read only, with why

    class Meta:
        model = Article
        exclude = ("authors", "related")
        widgets = {
            "source_url": forms.URLInput(attrs={"placeholder": "https://"}),
            "lead": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for version in self.instance.versions():
            scheduled = version.standing() == Standing.SCHEDULED
            time = version.published_at if scheduled else None
            self.initial.setdefault(column(PUBLISH_AT, version.language), time)
        for name in self.fields.keys() & set(self.locked):
            # What was typed before the lock came is kept on the screen, with an error.
            self.fields[name].disabled = not {name, f"{name}_0"} & set(self.data)
        self.seen: dict[str, str] = {}
        if self.instance.pk:
            names = [name for name in self.fields if not name.startswith(PUBLISH_AT)]
            sent = opened.unpacked(self.data.get(opened.FIELD, ""))
            self.seen = opened.taken(self.instance, names) | sent

    def opened(self) -> str:
        """Return what the form has to carry to tell later what this person changed."""
        original = published_original(self.instance)
        shown = {opened.ORIGINAL: str(original.pk)} if original else {}
        return opened.packed(shown | self.seen | opened.places(self.instance))

    def clean(self) -> dict[str, Any] | None:
        self._leave_untouched()
        for name in set(self.locked).intersection(self.changed_data):
            self.add_error(name, self.locked[name])
        cleaned = super().clean()
        if self.step:
            name, language = self.step
            if name in steps.NEEDS_TEXT:
                self._require_text(language, _("%(language)s cannot be published without this: %(field)s."))
            if name in steps.NEEDS_SAVED_TEXT:
                self._require_untouched(language)
            if name in (steps.PUBLISH, steps.REPUBLISH):
                self._require_alt(language)
                self._require_future(language)
        self._keep_published_whole()
        return cleaned

    def moment(self, language: str) -> Any:
        """Return the time asked for the publication of a language, None for now."""
        return self.cleaned_data.get(column(PUBLISH_AT, language))

    def _leave_untouched(self) -> None:
        """Take what this person did not change as it is stored by now, and say where two changed the same."""
        for name in [name for name in self.changed_data if name in self.seen and name in self.cleaned_data]:
            now = opened.stored(self.instance, name)
            theirs, mine = opened.fingerprint(now), opened.fingerprint(self.cleaned_data[name])
            if mine == self.seen[name]:
                self.changed_data.remove(name)
                self.cleaned_data[name] = now
            elif theirs not in (mine, self.seen[name]):
                self.seen[name] = theirs
                self.add_error(name, OVERTAKEN)

    def _require_text(self, language: str, message: str) -> None:
        """Say on the language's own fields what it lacks."""
        for field in REQUIRED_FIELDS:
            name, facts = column(field, language), cast("Field[Any, Any]", Article._meta.get_field(field))
            if name in self.fields and not self.cleaned_data.get(name) and name not in self.errors:
                params = {"language": registry.get(language).called, "field": facts.verbose_name}
                self.add_error(name, ValidationError(message, params=params))

    def _require_untouched(self, language: str) -> None:
        """Whoever says that a text may stay as it is has not just changed it."""
        for name in set(columns(TEXT_FIELDS, [language])).intersection(self.changed_data):
            self.add_error(name, _("You changed this just now: save it first."))

    def _require_alt(self, language: str) -> None:
        """A picture goes out with its description in the language it goes out in."""
        picture = self.cleaned_data.get("lead_image")
        if picture and not getattr(picture, column("alt", language)):
            message = _("%(language)s cannot be published without a description of this picture in it.")
            self.add_error("lead_image", message % {"language": registry.get(language).called})

    def _require_future(self, language: str) -> None:
        moment = self.moment(language)
        if moment and moment <= timezone.now():
            message = _("This time has passed. Leave it empty to publish now.")
            self.add_error(column(PUBLISH_AT, language), message)

    def _keep_published_whole(self) -> None:
        """Readers must not be left with half a story: what is out keeps its title and text."""
        message = _(
            "%(language)s is out and must keep this: %(field)s. To empty it, return it to draft first."
        )
        for version in self.instance.versions():
            if self.instance.pk and version.is_out():
                self._require_text(version.language, message)


def with_publish_at(form: type[forms.ModelForm[Any]]) -> type[forms.ModelForm[Any]]:
    """Add to a form class one "publish at" field per language."""
    fields = {
        column(PUBLISH_AT, code): forms.SplitDateTimeField(
            label=gettext_lazy("Publish at"),
            required=False,
            widget=AdminSplitDateTime(),
            help_text=gettext_lazy("A time ahead schedules it; empty means now."),
        )
        for code in registry.codes()
    }
    return type(form.__name__, (form,), fields)
