"""How a form's field is shown: the control with its classes, and what describes it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from homeward.core.forms import RuledCharField, RuledMultipleChoiceField, ThreePartDateWidget

# A rule asks for these, so that the form itself does not.
RULED = (RuledCharField, RuledMultipleChoiceField)

SINGLE, GROUP, CHECKBOX, DATE = "single", "group", "checkbox", "date"


@dataclass(frozen=True, kw_only=True)
class ErrorLine:
    """One line of an error summary; `anchor` is the control's id where there is one."""

    text: Any
    anchor: str = ""
    note: Any = ""


def errors(form: forms.BaseForm | None) -> list[ErrorLine]:
    if form is None or not form.errors:
        return []
    general = [ErrorLine(text=text) for text in form.non_field_errors()]
    return general + [
        ErrorLine(text=f"{bound.label}: {text}", anchor=anchor(bound))
        for bound in form
        for text in bound.errors
    ]


def anchor(bound: Any) -> str:
    """The id of the first control: a group has none of its own that takes the focus."""
    kind = kind_of(bound.field.widget)
    if kind == DATE:
        return f"{bound.auto_id}_day"
    return f"{bound.auto_id}_0" if kind == GROUP else bound.id_for_label or bound.auto_id


def kind_of(widget: forms.Widget) -> str:
    if isinstance(widget, ThreePartDateWidget):
        return DATE
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return GROUP
    return CHECKBOX if isinstance(widget, forms.CheckboxInput) else SINGLE


def control_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return ""
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def parts(bound: Any, *, label: Any, hint: Any, css: str, autocomplete: str) -> dict[str, Any]:
    kind = kind_of(bound.field.widget)
    shown_hint = bound.help_text if hint is None else hint
    if isinstance(bound.field, forms.FileField) and bound.form.is_bound:
        # What else was typed stays; a browser gives no page its files back.
        again = _("If you had chosen a file, choose it again: it was not kept.")
        shown_hint = f"{shown_hint} {again}".strip()
    ids = [f"{bound.auto_id}_hint"] if shown_hint else []
    ids += [f"{bound.auto_id}_error"] if bound.errors else []
    described = " ".join(ids)
    result = {
        "bound": bound,
        "kind": kind,
        "label": bound.label if label is None else label,
        "hint": shown_hint,
        "errors": bound.errors,
        "described": described,
        "css": css,
        "optional": not (bound.field.required or isinstance(bound.field, RULED))
        and kind != CHECKBOX,
    }
    if kind == GROUP:
        return result | {"choices": choices(bound)}
    return result | {"control": control(bound, described, css, autocomplete)}


def control(bound: Any, described: str, css: str, autocomplete: str) -> str:
    widget = bound.field.widget
    classes = [control_class(widget), css, "is-bad" if bound.errors else ""]
    attrs: dict[str, Any] = {"class": " ".join(name for name in classes if name)}
    if not isinstance(widget, forms.TextInput) or widget.input_type != "search":
        # A placeholder vanishes when it is needed; an example belongs into the hint.
        attrs["placeholder"] = False
    if described:
        attrs["aria-describedby"] = described
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if autocomplete:
        attrs["autocomplete"] = autocomplete
    if isinstance(widget, forms.Textarea):
        # Django's ten rows by default are more than a desk's short notes need.
        attrs["rows"] = widget.attrs["rows"] if str(widget.attrs.get("rows")) != "10" else "3"
    return str(bound.as_widget(attrs=attrs))


def choices(bound: Any) -> list[dict[str, Any]]:
    """Each choice of a group with its control; the field may carry `choice_hints` by value."""
    hints = getattr(bound.field, "choice_hints", {})
    return [
        {"option": option, "hint": hints.get(str(option.data["value"]), "")}
        for option in bound.subwidgets
    ]
