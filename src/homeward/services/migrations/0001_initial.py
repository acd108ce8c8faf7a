import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import uuid
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("access", "0002_gate"),
        ("places", "0003_countries"),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='title')),
                ('department', models.CharField(blank=True, max_length=200, verbose_name='department')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Location',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('source', models.CharField(blank=True, max_length=60)),
                ('source_id', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(choices=[('physical', 'Place'), ('postal', 'Postal address'), ('virtual', 'Online or by phone')], default='physical', max_length=10, verbose_name='kind')),
                ('name', models.CharField(blank=True, max_length=255, verbose_name='name')),
                ('names', models.JSONField(blank=True, default=dict, help_text='language -> name')),
                ('alternate_name', models.CharField(blank=True, max_length=255)),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('transportation', models.TextField(blank=True, verbose_name='how to get there')),
                ('address', models.TextField(blank=True, verbose_name='address')),
                ('city', models.CharField(blank=True, max_length=200, verbose_name='town')),
                ('postal_code', models.CharField(blank=True, max_length=30, verbose_name='postal code')),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('is_confidential', models.BooleanField(default=False, verbose_name='confidential place')),
                ('source_record', models.JSONField(default=dict, editable=False)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.country')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source', 'source_id'), name='location_is_known_once_to_a_source'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='location_lies_on_the_globe')],
            },
        ),
        migrations.CreateModel(
            name='Accessibility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('description', models.TextField(verbose_name='description')),
                ('details', models.TextField(blank=True, verbose_name='details')),
                ('url', models.URLField(blank=True, max_length=500)),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accessibility', to='services.location')),
            ],
            options={
                'verbose_name_plural': 'accessibility',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('alternate_name', models.CharField(blank=True, max_length=255, verbose_name='other name')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('eligibility', models.TextField(blank=True, verbose_name='for whom')),
                ('application_process', models.TextField(blank=True, verbose_name='how to apply')),
                ('fees', models.TextField(blank=True, verbose_name='fees')),
                ('interpretation', models.TextField(blank=True, verbose_name='interpreting')),
                ('wait_time', models.TextField(blank=True, verbose_name='waiting time')),
                ('alert', models.TextField(blank=True, verbose_name='notice')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('source', models.CharField(blank=True, max_length=60)),
                ('source_id', models.CharField(blank=True, max_length=100)),
                ('language', models.CharField(default='en', max_length=10, verbose_name='language of the wording')),
                ('programme_name', models.CharField(blank=True, max_length=255, verbose_name='part of')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='web page')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('status', models.CharField(choices=[('active', 'Open'), ('inactive', 'Not offered now'), ('temporarily closed', 'Closed for a time'), ('defunct', 'Ended')], default='active', max_length=20, verbose_name='status')),
                ('category', models.CharField(blank=True, choices=[('training', 'Training and work'), ('business', 'Starting a business'), ('housing', 'Housing'), ('health', 'Health'), ('psychosocial', 'Psychosocial support'), ('protection', 'Protection'), ('children', 'Children and family'), ('women', "Women's safety"), ('education', 'School and education'), ('legal', 'Papers and legal help'), ('cash', 'Cash help'), ('food', 'Food and nutrition'), ('basic_items', 'Household items'), ('water', 'Water and sanitation'), ('community', 'Community life'), ('transport', 'Transport')], max_length=20, verbose_name='need')),
                ('dimension', models.CharField(blank=True, choices=[('economic', 'Economic'), ('social', 'Social'), ('psychosocial', 'Psychosocial')], max_length=15, verbose_name='dimension')),
                ('is_public_service', models.BooleanField(default=False, verbose_name='public service')),
                ('accreditations', models.TextField(blank=True, verbose_name='accreditations')),
                ('licences', models.TextField(blank=True, verbose_name='licences')),
                ('minimum_age', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='from age')),
                ('maximum_age', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='to age')),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), blank=True, default=list, size=None, verbose_name='languages spoken')),
                ('coverage', models.TextField(blank=True, verbose_name='area served')),
                ('places_free', models.PositiveIntegerField(blank=True, null=True, verbose_name='free places')),
                ('places_total', models.PositiveIntegerField(blank=True, null=True, verbose_name='places')),
                ('last_confirmed_on', models.DateField(blank=True, null=True, verbose_name='last confirmed on')),
                ('last_confirmed_by', models.CharField(blank=True, max_length=200, verbose_name='last confirmed by')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='offered from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='offered until')),
                ('source_record', models.JSONField(default=dict, editable=False)),
                ('search', django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='access.organisation', verbose_name='organisation')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search'], name='service_search'), models.Index(fields=['category'], name='service_category')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source', 'source_id'), name='service_is_known_once_to_a_source'), models.CheckConstraint(condition=models.Q(('places_free__isnull', True), ('places_total__isnull', True), ('places_free__lte', models.F('places_total')), _connector='OR'), name='free_places_are_at_most_all_places')],
            },
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('freq', models.CharField(blank=True, max_length=10)),
                ('interval', models.PositiveSmallIntegerField(default=1)),
                ('byday', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=4), blank=True, default=list, size=None)),
                ('opens_at', models.TimeField(blank=True, null=True)),
                ('closes_at', models.TimeField(blank=True, null=True)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('description', models.TextField(blank=True)),
                ('descriptions', models.JSONField(blank=True, default=dict, help_text='language -> words')),
                ('notes', models.TextField(blank=True)),
                ('location', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='services.location')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='services.service')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='RequiredDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.TextField(verbose_name='document')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='web page')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='required_documents', to='services.service')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Phone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60, verbose_name='number')),
                ('extension', models.CharField(blank=True, max_length=20, verbose_name='extension')),
                ('kind', models.CharField(blank=True, max_length=30, verbose_name='kind')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), blank=True, default=list, size=None)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='phones', to='services.contact')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phones', to='services.service')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CostOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('option', models.CharField(blank=True, max_length=255, verbose_name='who pays')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='amount')),
                ('currency', models.CharField(blank=True, max_length=3, verbose_name='currency')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cost_options', to='services.service')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='contact',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='services.service'),
        ),
        migrations.CreateModel(
            name='ServiceAtLocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='at_locations', to='services.location')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='at_locations', to='services.service')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('service', 'location'), name='service_is_at_a_location_once')],
            },
        ),
        migrations.CreateModel(
            name='ServiceText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('alternate_name', models.CharField(blank=True, max_length=255, verbose_name='other name')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('eligibility', models.TextField(blank=True, verbose_name='for whom')),
                ('application_process', models.TextField(blank=True, verbose_name='how to apply')),
                ('fees', models.TextField(blank=True, verbose_name='fees')),
                ('interpretation', models.TextField(blank=True, verbose_name='interpreting')),
                ('wait_time', models.TextField(blank=True, verbose_name='waiting time')),
                ('alert', models.TextField(blank=True, verbose_name='notice')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='services.service')),
            ],
            options={
                'ordering': ['language'],
                'constraints': [models.UniqueConstraint(fields=('service', 'language'), name='service_has_one_wording_in_a_language')],
            },
        ),
        migrations.CreateModel(
            name='Taxonomy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, max_length=60)),
                ('source_id', models.CharField(blank=True, max_length=200)),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('names', models.JSONField(blank=True, default=dict, help_text='language -> name')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('version', models.CharField(blank=True, max_length=60, verbose_name='version')),
                ('url', models.URLField(blank=True, max_length=500)),
                ('is_in_wording', models.BooleanField(default=False, help_text="its terms are told in the services' own wording too")),
            ],
            options={
                'verbose_name_plural': 'taxonomies',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source', 'source_id'), name='taxonomy_is_known_once_to_a_source')],
            },
        ),
        migrations.CreateModel(
            name='TaxonomyTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_id', models.CharField(max_length=300)),
                ('code', models.CharField(blank=True, max_length=100, verbose_name='code')),
                ('name', models.TextField(verbose_name='name')),
                ('names', models.JSONField(blank=True, default=dict, help_text='language -> name')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('language', models.CharField(default='en', max_length=10)),
                ('url', models.URLField(blank=True, max_length=500)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='services.taxonomyterm')),
                ('taxonomy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='services.taxonomy')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('taxonomy', 'source_id'), name='term_is_once_in_its_taxonomy')],
            },
        ),
        migrations.CreateModel(
            name='ServiceTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(blank=True, max_length=255)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='service_terms', to='services.service')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='service_terms', to='services.taxonomyterm')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('service', 'term'), name='service_has_a_term_once')],
            },
        ),
    ])]
