"""A file's bytes without base64. The column stays what it is; what was stored is read as it was."""

from django.db import migrations

import homeward.access.fields


class Migration(migrations.Migration):
    dependencies = [("files", "0003_sealed")]
    operations = [
        migrations.AlterField(
            model_name="storedfile",
            name="content",
            field=homeward.access.fields.EncryptedBytesField(blank=True, default=b""),
        ),
    ]
