"""What a help did, estimated from data that nobody drew by lot, with its doubts.

Pure: arrays in, arrays out. The path of one study:

    extracts   a file of people becomes a Study, or every faulty cell is named
    balance    how alike the groups are, before and after
    propensity the chance of having been helped, and where the groups overlap
    estimates  each way of comparing, with its interval
    sensitivity what an unmeasured trait would need, to explain it away
    findings   what may be said, and what may not; `words` says it
    report     all of it in order; `folder` writes tables and plots
"""
