# ruff: noqa
# What the rules find and what they let pass; never run.
import json
import time
from datetime import UTC, date, datetime

# ruleid: digits-that-are-none
a = int(text) if text.isdigit() else 0
# ok: digits-that-are-none
a = int(text) if are_digits(text) else 0
# ok: digits-that-are-none
a = any(letter.isdigit() for letter in text)

# ruleid: json-of-others
said = json.loads(request.body)
# ok: json-of-others
said = json_of(request.body)

# ruleid: workbook-not-measured
book = CalamineWorkbook.from_filelike(file)
# ok: workbook-not-measured
book = workbooks.opened(content)

# ruleid: write-outside-actions
Case.objects.create(stage="x")
# ruleid: write-outside-actions
Case.objects.filter(pk=1).update(stage="x")
# ok: write-outside-actions
Case.objects.filter(pk=1).first()

# ruleid: page-that-trusts-html
text = mark_safe(name)
# ok: page-that-trusts-html
text = format_html("<b>{}</b>", name)

# ruleid: country-in-a-condition
if country == "GH":
    pass
# ruleid: country-in-a-condition
if person.host_country in {"BE", "FR"}:
    pass
# ok: country-in-a-condition
if language == "fr":
    pass

# ruleid: sleeping-test
time.sleep(1)

# ruleid: sql-from-text
cursor.execute("select %s" % name)
# ok: sql-from-text
cursor.execute("select %s", [name])

# ruleid: clock-without-a-zone
now = datetime.now()
# ok: clock-without-a-zone
now = datetime.now(UTC)
# ruleid: clock-without-a-zone
today = date.today()

# ruleid: opened-values
Person.objects.values("given_name")
# ok: opened-values
Person.objects.values("pk", "position")
