"""Template parts for the patterns of the design."""

from django import template

register = template.Library()
