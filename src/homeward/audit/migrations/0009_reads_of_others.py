"""An index of the reads of other organisations' rows, from which the owners' officers learn."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Func, Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("audit", "0008_reads_of_all_files")]
    operations = [
        AddIndexConcurrently(
            "readlog",
            models.Index(
                fields=["-at"],
                name="read_log_of_others",
                condition=~Q(owners=Func("organisation", template="array[%(expressions)s]")),
            ),
        )
    ]
