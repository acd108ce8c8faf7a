from homeward.indicators.views.defining import agree, compare, discard, draft, mark, new, publish
from homeward.indicators.views.reading import cases, compute, history, index, indicator

__all__ = [
    "agree", "cases", "compare", "compute", "discard", "draft", "history", "index", "indicator",
    "mark", "new", "publish",
]  # fmt: skip
