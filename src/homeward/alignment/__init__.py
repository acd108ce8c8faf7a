"""Where programmes don't meet, overlap or leave a gap; and what is decided about it.

It compares what `programmes` holds and counts what the reader's gate shows of `cases`; it owns
the findings, the decisions on them and the judgements, and never changes a programme.
"""
