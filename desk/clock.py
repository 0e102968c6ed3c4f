"""By whose clock the desk goes: each person's own, chosen on a page of its own."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from languages import zones


class TimeZoneForm(forms.ModelForm[User]):
    """The one thing of an account, beside its language, that everybody sets for themselves."""

    class Meta:
        model = User
        fields = ("time_zone",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].widget.choices = as_choices()


def time_zone(request: HttpRequest) -> HttpResponse:
    """Let a person choose the zone in which the desk shows them times, and go back to where they were."""
    form = TimeZoneForm(request.POST or None, instance=cast("User", request.user))
    back = request.POST.get("next", "") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("admin:index")
    if request.method == "POST" and form.is_valid():
        User.objects.filter(username=request.user.get_username()).update(
            time_zone=form.cleaned_data["time_zone"]
        )
        messages.success(request, _("Your time zone is set."))
        return HttpResponseRedirect(back)
    context = {**admin.site.each_context(request), "title": _("Time zone"), "form": form, "next": back}
    return render(request, "admin/time_zone.html", context)


def as_choices() -> list[tuple[str, Any]]:
    """Return the zones with the paper's own on top."""
    city = zones.called(str(zones.of_paper()))
    return [("", format_lazy(gettext_lazy("The paper's own: {city}"), city=city)), *zones.choices()]
