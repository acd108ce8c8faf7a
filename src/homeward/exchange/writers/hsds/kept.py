"""Puts what a source said beyond our fields back into the rows. Pure."""

from homeward.exchange.writers.hsds.rows import Row, Rows

# Of these an owner has one row, which is mended column by column; of others all or none are kept.
TOPS = {"service", "organization", "location", "taxonomy", "taxonomy_term"}


def with_kept(now: Rows, then: Rows, kept: Rows) -> Rows:
    """`now` is what stands here, `then` what the source said when it was read, in the same form.

    What is the same in both goes out as it is kept; what was changed here, as it stands here.
    """
    if not kept.tables:
        return now
    merged = Rows()
    for table in {**now.tables, **kept.tables}:
        mine, theirs, raw = now.of(table), then.of(table), kept.of(table)
        if table in TOPS:
            rows = {
                key: _mended(row, theirs.get(key, {}), raw.get(key)) for key, row in mine.items()
            }
            merged.tables[table].update({**raw, **rows})
        else:
            # What the source has in no such row, it may say in a row of another owner.
            merged.tables[table].update(raw if mine == theirs else mine)
    return merged


def _mended(now: Row, then: Row, kept: Row | None) -> Row:
    if kept is None:
        return now
    merged = dict(kept)
    for name in {**now, **then}:
        if now.get(name) != then.get(name):
            merged.pop(name, None)
            if name in now:
                merged[name] = now[name]
    if now.get("assured_date") != then.get("assured_date"):
        # Somebody here confirmed it, and not whom the source names.
        merged.pop("assurer_email", None)
    return merged
