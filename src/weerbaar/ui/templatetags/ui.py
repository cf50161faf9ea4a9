"""Template tags that cotton itself cannot do: keep a block for use in two places, and draw a form control."""

from typing import Any

from django import template
from django.forms import BoundField, Widget, widgets
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

register = template.Library()

CONTROL_CLASSES: tuple[tuple[type[Widget], str], ...] = (
    (widgets.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (widgets.Select, "utrecht-select utrecht-select--html-select"),
    (widgets.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (widgets.FileInput, "file-input"),
    (widgets.Input, "utrecht-textbox utrecht-textbox--html-input"),
)
GROUPS = (widgets.RadioSelect, widgets.CheckboxSelectMultiple)


class KeepNode(template.Node):
    """Renders once and keeps the outcome under a name."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> SafeString:
        context[self.name] = SafeString(self.nodelist.render(context).strip())
        return SafeString("")


@register.tag
def keep(parser: Parser, token: Token) -> KeepNode:
    """`{% keep title %}{% block title %}{% endblock %}{% endkeep %}`: then `{{ title }}` as often as needed."""
    name = token.split_contents()[1]
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(nodelist, name)


@register.filter
def kind_of(field: BoundField) -> str:
    """How a field is laid out: "hidden", "group", "checkbox" or "control"."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, GROUPS):
        return "group"
    return "checkbox" if isinstance(widget, widgets.CheckboxInput) else "control"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input itself, with the classes of the look and tied to its help and errors."""
    widget = field.field.widget
    css = next((css for kind, css in CONTROL_CLASSES if isinstance(widget, kind)), "")
    if field.errors:
        css += f" {css.split(' ')[0]}--invalid"
    attributes: dict[str, Any] = {"class": f"{css} {widget.attrs.get('class', '')}".strip()}
    if ids := described_by(field):
        attributes["aria-describedby"] = ids
    if isinstance(widget, widgets.DateInput) and not isinstance(widget, widgets.DateTimeInput):
        widget.input_type = "date"
        widget.format = "%Y-%m-%d"
    return field.as_widget(attrs=attributes)


@register.simple_tag
def described_by(field: BoundField) -> str:
    """The ids of the help and error text of a field, for aria-describedby."""
    ids = []
    if field.help_text:
        ids.append(f"{field.auto_id}-help")
    if field.errors:
        ids.append(f"{field.auto_id}-error")
    return " ".join(ids)
