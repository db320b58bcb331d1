"""Adding to the `rejected` list of a bank; every other line stays as it is."""

import yaml

from kbtool.model.quiz import Rejection
from kbtool.quiz import write

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


def add(text: str, rejection: Rejection) -> str:
    """Return a bank's text with one more rejection at the end of its list."""
    written = _written(rejection)
    lines = (text if text.endswith("\n") else text + "\n").splitlines(keepends=True)
    found = _value(yaml.compose(text, Loader=_Loader))
    if found is None:
        return "".join([*lines, f"\nrejected:\n- {written}\n"])
    if isinstance(found, yaml.SequenceNode) and found.flow_style:
        return _into_brackets(lines, found, written)
    line, column = _behind(lines, found)
    return "".join([*lines[:line], f"{' ' * column}- {written}\n", *lines[line:]])


def _written(rejection: Rejection) -> str:
    data = {"slot": rejection.slot, "triple": rejection.triple, "why": rejection.why}
    given = {key: value for key, value in data.items() if value}
    text: str = yaml.safe_dump(
        given, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10_000
    )
    return text.strip()


def _value(node: yaml.Node | None) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == "rejected"), None)


def _into_brackets(lines: list[str], node: yaml.SequenceNode, written: str) -> str:
    """Put the rejection before the closing bracket, with a comma unless there is one already."""
    line, place = node.end_mark.line, node.end_mark.column - 1
    before = "".join(lines[:line]) + lines[line][:place]
    after = lines[line][place:] + "".join(lines[line + 1 :])
    with_comma = f"{before}, {written}{after}"
    return with_comma if node.value and _is_yaml(with_comma) else f"{before}{written}{after}"


def _is_yaml(text: str) -> bool:
    try:
        yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        return False
    return True


def _behind(lines: list[str], node: yaml.Node) -> tuple[int, int]:
    """Return the line behind the list's last entry, counted from 0, and the column of its dashes."""
    if not isinstance(node, yaml.SequenceNode):
        return node.start_mark.line + 1, 0
    last = write.span(lines, node.value[-1])
    return last[1], node.start_mark.column
