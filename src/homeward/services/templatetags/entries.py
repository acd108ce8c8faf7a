"""Parts that a page of the directory repeats some hundred times, quicker than by a template."""

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from homeward.core.templatetags.patterns import icon
from homeward.services.facets import Option
from homeward.services.queries import Said

register = template.Library()


@register.simple_tag
def option(chosen: Option) -> SafeString:
    """One way to narrow what is found; choosing it again takes it away."""
    if not chosen.is_chosen:
        return format_html(
            '<li><a href="{}"><span class="sv-box" aria-hidden="true"></span><span>{}</span>'
            '<small>{}<span class="vh"> {}</span></small></a></li>',
            chosen.url,
            chosen.label,
            chosen.count,
            _("services"),
        )
    return format_html(
        '<li><a href="{}" aria-current="true"><span class="sv-box" aria-hidden="true">{}</span>'
        '<span>{}<span class="vh"> {}</span></span>'
        '<small>{}<span class="vh"> {}</span></small></a></li>',
        chosen.url,
        icon("check"),
        chosen.label,
        _("chosen; choose again to take it away"),
        chosen.count,
        _("services"),
    )


@register.simple_tag
def wording(told: Said) -> SafeString:
    """A text with its language, where that isn't the reader's."""
    text = linebreaksbr(told.text, autoescape=True)
    if not told.language:
        return text
    return format_html('<span lang="{}" dir="auto">{}</span>', told.language, text)
