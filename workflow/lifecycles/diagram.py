from models.text import Language
from workflow.lifecycles.document import CLOCK, Lifecycle, Transition


def mermaid(lifecycle: Lifecycle, language: Language) -> str:
    """The lifecycle as a Mermaid state diagram; an alarm clock marks what flows do."""
    lines = ["stateDiagram-v2"]
    for name, state in lifecycle.states.items():
        if name != lifecycle.initial:
            lines.append(f"    {name}: {_plain(state.title.in_(language))}")
    for transition in lifecycle.transitions:
        if transition.stays:
            continue
        for source in transition.from_:
            start = "[*]" if source == lifecycle.initial else source
            lines.append(f"    {start} --> {transition.to}: {_label(transition, language)}")
    lines += [f"    {name} --> [*]" for name, state in lifecycle.states.items() if state.final]
    return "\n".join(lines) + "\n"


def _label(transition: Transition, language: Language) -> str:
    clock = "⏰ " if CLOCK in transition.by else ""
    return clock + _plain(transition.title.in_(language))


def _plain(text: str) -> str:
    """Mermaid ends a label at these signs, and at the end of the line."""
    return " ".join(text.split()).replace(":", " –").replace(";", ",").replace("#", "№")
