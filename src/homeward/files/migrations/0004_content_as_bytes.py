"""A file's bytes without base64. The column stays what it is; what was stored is read as it was."""

from django.db import migrations

import homeward.access.fields
from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [("files", "0003_sealed")]
    operations = [
        Together(
            [
                migrations.AlterField(
                    model_name="storedfile",
                    name="content",
                    field=homeward.access.fields.EncryptedBytesField(blank=True, default=b""),
                )
            ]
        ),
    ]
