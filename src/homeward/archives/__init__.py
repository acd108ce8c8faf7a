"""One organisation's data, whole, as an archive of open formats; and its arrival elsewhere.

`classes` says of every table whether it travels, `tables` how a row is read and written as text,
`reading` which rows go, `packing` and `opening` are the file's two ends, `sealing` its envelope,
`arriving` brings it into another installation, whole or not at all (docs/decisions/0069).
"""
