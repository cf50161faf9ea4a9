"""`{% csrf_token %}` as Django has it, with the key of the form beside it: no form can forget it."""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from weerbaar.guard.services import new_key

register = template.Library()


class FormKeysNode(CsrfTokenNode):
    """The two hidden fields of every form that changes something."""

    def render(self, context: Context) -> SafeString:
        token = super().render(context)
        if not token:
            return SafeString("")
        return SafeString(token) + format_html('<input type="hidden" name="form-key" value="{}">', new_key())


@register.tag
def csrf_token(_parser: Parser, _token: Token) -> FormKeysNode:
    return FormKeysNode()
