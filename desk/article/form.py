from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.db.models import Field
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import staging
from articles.models import Article
from articles.querysets import TEXT_FIELDS
from articles.staging import Staged
from articles.states import Standing
from articles.versions import REQUIRED_FIELDS
from articles.workflow.translating import published_original
from desk.article import opened, plan, steps
from desk.article.steps import Details, Step
from desk.article.timeline import Timeline
from desk.article.times import PUBLISH_AT, moment_fields, why_not
from images.admin import shown
from languages import lists, registry, zones
from languages.columns import column, columns
from languages.forms import TranslatedForm

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
    """One story in all its languages. Knows which steps were chosen, and what they need."""

    needed = ("title",)
    person: Any = None  # set by the admin from the request, like the next two
    named: Sequence[tuple[str, str]] = ()  # the chosen steps with their languages
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
        self.staged = staging.of_article(self.instance)
        self.waiting = {
            column(name, code): text for code, one in self.staged.items() for name, text in one.fields.items()
        }
        self.initial.update(self.waiting)
        for version in self.instance.versions():
            scheduled = version.standing() == Standing.SCHEDULED
            time = version.published_at.replace(second=0, microsecond=0) if scheduled else None
            self.initial.setdefault(column(PUBLISH_AT, version.language), time)
        self._explain()
        for field in self.fields.values():  # modeltranslation's widgets lose it
            if limit := getattr(field, "max_length", None):
                field.widget.attrs.setdefault("maxlength", limit)
        for name in self.fields.keys() & set(self.locked):
            # What was typed before the lock came is kept on the screen, with an error.
            self.fields[name].disabled = not {name, f"{name}_0"} & set(self.data)
        self.plan = [Step(name, self.instance.version(language)) for name, language in self.named]
        self.refused: dict[str, list[Any]] = {}
        self.saved: dict[str, Staged] = {}  # what saving the form let wait
        self.timeline = Timeline(self.instance)
        self.seen: dict[str, str] = {}
        if self.instance.pk:
            names = [name for name in self.fields if name not in PANEL_FIELDS]
            sent = opened.unpacked(self.data.get(opened.FIELD, ""))
            self.seen = opened.taken(self.instance, names, self.waiting) | sent

    def _explain(self) -> None:
        """Say in which zone times are, and show the picture under its name."""
        if "breaking_until" in self.fields:
            self.fields["breaking_until"].help_text = zones.in_words()
        if "lead_image" in self.fields and self.instance.lead_image:
            self.fields["lead_image"].help_text = shown(self.instance.lead_image)

    def opened(self) -> str:
        """Return what the form has to carry to tell later what this person changed."""
        original = published_original(self.instance)
        shown = {opened.ORIGINAL: str(original.pk)} if original else {}
        offered = [
            step
            for version in self.instance.versions()
            for on_offer in (steps.available, steps.beside, steps.over_waiting)
            for step in on_offer(version, self.person)
        ]
        shown_to = {
            opened.ARTICLE: str(self.instance.pk),
            opened.PERSON: str(self.person.pk),
            opened.OPEN: " ".join(name for name, field in self.fields.items() if not field.disabled),
            opened.STEPS: " ".join(step.value for step in offered),
        }
        return opened.packed(shown | self.seen | opened.places(self.instance) | shown_to)

    def clean(self) -> dict[str, Any] | None:
        self._leave_untouched()
        for name in set(self.locked).intersection(self.changed_data):
            self.add_error(name, self.locked[name])
        cleaned = super().clean()
        for step in self.plan:
            self._require_for(step)
        self._keep_published_whole()
        self._keep_picture_described()
        return cleaned

    def typed(self) -> list[str]:
        """Return the changed fields of the story, without those of the panel."""
        return [name for name in self.changed_data if name not in PANEL_FIELDS]

    def details(self) -> dict[str, Details]:
        """Return what the panel says beside the steps of each language, and what the person saw."""
        original = opened.original_seen(self.seen)
        return {
            code: Details(
                self.moment(code),
                self.cleaned_data.get(plan.field(plan.NOTE, code), ""),
                original,
                self._changes_seen(code),
            )
            for code in registry.codes()
        }

    def _changes_seen(self, language: str) -> int | None:
        """Return which text that waits this person knows: the one shown, or theirs that was laid over it."""
        shown, saved = opened.changes_seen(self.seen, language), self.saved.get(language)
        return saved.now if saved and saved.before == shown else shown

    def moment(self, language: str) -> Any:
        """Return the time asked for the publication of a language, None for now."""
        return self.cleaned_data.get(column(PUBLISH_AT, language))

    def refuse(self, language: str, name: str, why: Any) -> None:
        """Put an error on a field because of a step with a language, which the panel then tells too."""
        self.add_error(name, why)
        self.refused.setdefault(language, []).append(why)

    def _leave_untouched(self) -> None:
        """Take what this person did not change as it is stored by now, and say where two changed the same."""
        for name in [name for name in self.changed_data if name in self.seen and name in self.cleaned_data]:
            now = opened.stored(self.instance, name, self.waiting)
            theirs, mine = opened.fingerprint(now), opened.fingerprint(self.cleaned_data[name])
            if mine == self.seen[name]:
                self.changed_data.remove(name)
                self.cleaned_data[name] = now
            elif theirs not in (mine, self.seen[name]):
                self.seen[name] = theirs
                self.add_error(name, OVERTAKEN)

    def _require_for(self, step: Step) -> None:
        language = step.version.language
        if step.name in steps.NEEDS_TEXT:
            for name, why in self._lacking(
                language, _("%(language)s cannot be published without this: %(field)s.")
            ):
                self.refuse(language, name, why)
        if step.name in steps.NEEDS_SAVED_TEXT:
            self._require_untouched(language)
        if step.name in steps.PUTS_OUT:
            self._require_alt(language)
            self._require_time(step)
        if step.name == steps.RETURN and not self.details()[language].note:
            name = plan.field(plan.NOTE, language)
            self.refuse(language, name, _("Say why it goes back: write a word to its author."))

    def _lacking(self, language: str, message: str) -> list[tuple[str, str]]:
        """Return the fields of a language that it lacks, each with the message that says so."""
        lacking = []
        for field in REQUIRED_FIELDS:
            name, facts = column(field, language), cast("Field[Any, Any]", Article._meta.get_field(field))
            if name in self.fields and not self.cleaned_data.get(name) and name not in self.errors:
                words = {"language": registry.get(language).called, "field": facts.verbose_name}
                lacking.append((name, message % words))
        return lacking

    def _require_untouched(self, language: str) -> None:
        """Whoever says that a text may stay as it is has not just changed it."""
        for name in set(columns(TEXT_FIELDS, [language])).intersection(self.changed_data):
            self.add_error(name, _("You changed this just now: save it first."))

    def _require_alt(self, language: str) -> None:
        """A picture goes out with its description in the language it goes out in."""
        if self._lacks_alt(language):
            message = _("%(language)s cannot be published without a description of this picture in it.")
            self.refuse(language, "lead_image", message % {"language": registry.get(language).called})

    def _keep_picture_described(self) -> None:
        """A picture that is put on what is out has its description in every language that is out."""
        if "lead_image" not in self.changed_data or not self.instance.pk:
            return
        out = [version.speech for version in self.instance.versions() if version.is_out()]
        if lacking := [language.called for language in out if self._lacks_alt(language.code)]:
            message = _(
                "This picture lacks a description in languages that are out: %(languages)s. Add it under "
                "Pictures, or choose another."
            )
            self.add_error("lead_image", message % {"languages": lists.joined(lacking)})

    def _lacks_alt(self, language: str) -> bool:
        picture = self.cleaned_data.get("lead_image")
        return bool(picture) and not getattr(picture, column("alt", language))

    def _require_time(self, step: Step) -> None:
        """A time goes with its own step, and that step with a time ahead."""
        language, name = step.version.language, column(PUBLISH_AT, step.version.language)
        moment = self.moment(language)
        if name in self.errors:
            return
        if step.name != steps.SCHEDULE:
            if moment and name in self.changed_data:
                self.refuse(language, name, _("You typed a time: choose to schedule it, or empty the time."))
        elif not moment:
            self.refuse(language, name, _("Choose a date and a time."))
        elif why := why_not(moment):
            self.refuse(language, name, why)

    def _keep_published_whole(self) -> None:
        """Readers must not be left with half a story: what is out keeps its title and text."""
        message = _(
            "%(language)s is out and must keep this: %(field)s. To empty it, return it to draft first."
        )
        for version in self.instance.versions():
            if self.instance.pk and version.is_out():
                for name, why in self._lacking(version.language, message):
                    self.add_error(name, why)


PANEL_FIELDS = (*columns((PUBLISH_AT,)), *(plan.field(plan.NOTE, code) for code in registry.codes()))


def with_panel(form: type[forms.ModelForm[Any]]) -> type[forms.ModelForm[Any]]:
    """Add to a form class the fields of the panel: a time and a word per language."""
    notes = {
        plan.field(plan.NOTE, language.code): forms.CharField(
            label=gettext_lazy("A word to the author"),
            required=False,
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        for language in registry.published_in()
    }
    return type(form.__name__, (form,), {**moment_fields(), **notes})
