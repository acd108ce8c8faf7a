"""Rounds with their offers, floors and proposals; who is considered, what each is proposed."""

import django.contrib.postgres.fields
import django.db.models.deletion
import homeward.access.fields
import homeward.access.scope
import homeward.audit.operations
import homeward.core.operations
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("access", "0009_roles"),
        ("cases", "0019_recent_stages"),
        ("offers", "0001_initial"),
        ("persons", "0012_named_grounds"),
        ("programmes", "0014_shipped_ways"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        homeward.core.operations.Together(
            operations=[
                migrations.CreateModel(
                    name='Considered',
                    fields=[
                        ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                        ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                        ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                        ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                        ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ],
                    options={
                        'ordering': ['added_at', 'pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Floor',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('position', models.PositiveSmallIntegerField()),
                        ('name', models.CharField(max_length=80, verbose_name='group')),
                        ('sex', models.CharField(blank=True, choices=[('female', 'Female'), ('male', 'Male'), ('other', 'Other'), ('unknown', 'Unknown')], max_length=10, verbose_name='sex')),
                        ('minimum_age', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='from age')),
                        ('maximum_age', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='to age')),
                        ('with_children', models.BooleanField(default=False, verbose_name='with children in the household')),
                        ('share', models.PositiveSmallIntegerField(verbose_name='share that gets a place, in per cent')),
                        ('reason', models.TextField(verbose_name='why')),
                        ('set_at', models.DateTimeField()),
                        ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['position'],
                    },
                ),
                migrations.CreateModel(
                    name='PairRule',
                    fields=[
                        ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                        ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                        ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                        ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                        ('kind', models.CharField(choices=[('lock', 'Settled'), ('forbid', 'Ruled out')], max_length=10)),
                        ('reason', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='why')),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                        ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offers.offer')),
                        ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Proposal',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('number', models.PositiveIntegerField()),
                        ('status', models.CharField(choices=[('queued', 'Waiting to be worked out'), ('running', 'Being worked out'), ('ready', 'Ready to be decided on'), ('impossible', 'Not possible with these floors'), ('stopped', 'Stopped')], default='queued', max_length=10)),
                        ('done', models.PositiveSmallIntegerField(default=0, verbose_name='per cent done')),
                        ('seed', models.CharField(max_length=40)),
                        ('asked_at', models.DateTimeField()),
                        ('ready_at', models.DateTimeField(blank=True, null=True)),
                        ('proved_at', models.DateTimeField(blank=True, null=True)),
                        ('gap', models.FloatField(blank=True, null=True)),
                        ('prices', models.JSONField(default=dict)),
                        ('floors', models.JSONField(default=dict)),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-number'],
                    },
                ),
                migrations.CreateModel(
                    name='ProposedPlace',
                    fields=[
                        ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                        ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                        ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                        ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                        ('score', models.BigIntegerField(null=True)),
                        ('falls_by', models.BigIntegerField(null=True)),
                        ('why', models.JSONField(default=list)),
                        ('decided', models.CharField(choices=[('open', 'Not decided'), ('accepted', 'Accepted'), ('changed', 'Changed'), ('aside', 'Set aside')], default='open', max_length=10)),
                        ('reason', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='why')),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('floor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='allocations.floor')),
                        ('given', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offers.offer')),
                        ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offers.offer')),
                        ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                        ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='allocations.proposal')),
                        ('wanted', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offers.offer')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Round',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120, verbose_name='name')),
                        ('decide_by', models.DateField(blank=True, null=True, verbose_name='decide by')),
                        ('status', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed')], default='open', max_length=10)),
                        ('opened_at', models.DateTimeField()),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ],
                    options={
                        'ordering': ['-opened_at'],
                    },
                ),
                migrations.CreateModel(
                    name='ProposedPlaceChange',
                    fields=[
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                        ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                        ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                        ('reason', models.BinaryField(db_column='reason', default=b'')),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                        ('score', models.BigIntegerField(null=True)),
                        ('falls_by', models.BigIntegerField(null=True)),
                        ('why', models.JSONField(default=list)),
                        ('decided', models.CharField(choices=[('open', 'Not decided'), ('accepted', 'Accepted'), ('changed', 'Changed'), ('aside', 'Set aside')], default='open', max_length=10)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                        ('decided_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('floor', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='allocations.floor')),
                        ('given', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offers.offer')),
                        ('offer', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offers.offer')),
                        ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                        ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='allocations.proposedplace')),
                        ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                        ('proposal', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='allocations.proposal')),
                        ('wanted', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offers.offer')),
                        ('round', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='allocations.round')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='proposedplace',
                    name='round',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='allocations.round'),
                ),
                migrations.AddField(
                    model_name='proposal',
                    name='round',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='allocations.round'),
                ),
                migrations.CreateModel(
                    name='PlaceDecision',
                    fields=[
                        ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                        ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                        ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                        ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                        ('to', models.CharField(choices=[('open', 'Not decided'), ('accepted', 'Accepted'), ('changed', 'Changed'), ('aside', 'Set aside')], max_length=10)),
                        ('reason', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='why')),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                        ('given', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offers.offer')),
                        ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                        ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='allocations.proposedplace')),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='allocations.round')),
                    ],
                    options={
                        'ordering': ['-at'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PairRuleChange',
                    fields=[
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                        ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                        ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                        ('reason', models.BinaryField(db_column='reason', default=b'')),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                        ('kind', models.CharField(choices=[('lock', 'Settled'), ('forbid', 'Ruled out')], max_length=10)),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                        ('offer', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='offers.offer')),
                        ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                        ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='allocations.pairrule')),
                        ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                        ('round', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='allocations.round')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='pairrule',
                    name='round',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='allocations.round'),
                ),
                migrations.AddField(
                    model_name='floor',
                    name='round',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='floors', to='allocations.round'),
                ),
                migrations.CreateModel(
                    name='Displacement',
                    fields=[
                        ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                        ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                        ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                        ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                        ('position', models.PositiveSmallIntegerField()),
                        ('loss', models.BigIntegerField()),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                        ('from_offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offers.offer')),
                        ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                        ('to_offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offers.offer')),
                        ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='allocations.proposedplace')),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='allocations.round')),
                    ],
                    options={
                        'ordering': ['position'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ConsideredChange',
                    fields=[
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                        ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                        ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                        ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                        ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='allocations.considered')),
                        ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                        ('round', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='allocations.round')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='considered',
                    name='round',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='allocations.round'),
                ),
                migrations.CreateModel(
                    name='RoundOffer',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('places', models.PositiveIntegerField(verbose_name='places in this round')),
                        ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offers.offer')),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='allocations.round')),
                    ],
                    options={
                        'ordering': ['offer__title', 'pk'],
                    },
                ),
                migrations.AddIndex(
                    model_name='round',
                    index=models.Index(fields=['owner_org', '-opened_at'], name='round_of_owner'),
                ),
                migrations.AddIndex(
                    model_name='proposedplacechange',
                    index=models.Index(fields=['person'], name='proposedplace_changes'),
                ),
                migrations.AddIndex(
                    model_name='proposedplace',
                    index=models.Index(fields=['scope'], name='proposedplace_scope'),
                ),
                migrations.AddIndex(
                    model_name='proposedplace',
                    index=models.Index(fields=['proposal', 'offer'], name='line_of_offer'),
                ),
                migrations.AddConstraint(
                    model_name='proposedplace',
                    constraint=models.UniqueConstraint(fields=('proposal', 'person'), name='person_has_one_line_of_a_proposal'),
                ),
                migrations.AddConstraint(
                    model_name='proposedplace',
                    constraint=models.UniqueConstraint(condition=models.Q(('given__isnull', False)), fields=('round', 'person'), name='person_is_given_one_place_of_a_round'),
                ),
                migrations.AddConstraint(
                    model_name='proposedplace',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided', 'open'), ('decided_by__isnull', True), ('given__isnull', True)), models.Q(models.Q(('decided', 'open'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='decision_on_a_line_has_its_author'),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='proposedplace',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."round_id", OLD."case_id", OLD."proposal_id", OLD."offer_id", OLD."wanted_id", OLD."score", OLD."falls_by", OLD."floor_id", OLD."why", OLD."decided", OLD."given_id", OLD."reason", OLD."decided_by_id", OLD."decided_at") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."round_id", NEW."case_id", NEW."proposal_id", NEW."offer_id", NEW."wanted_id", NEW."score", NEW."falls_by", NEW."floor_id", NEW."why", NEW."decided", NEW."given_id", NEW."reason", NEW."decided_by_id", NEW."decided_at"))', func='INSERT INTO "allocations_proposedplacechange" ("case_id", "data_class", "decided", "decided_at", "decided_by_id", "falls_by", "floor_id", "given_id", "id", "offer_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "proposal_id", "reason", "round_id", "score", "wanted_id", "why") VALUES (OLD."case_id", OLD."data_class", OLD."decided", OLD."decided_at", OLD."decided_by_id", OLD."falls_by", OLD."floor_id", OLD."given_id", OLD."id", OLD."offer_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."proposal_id", OLD."reason", OLD."round_id", OLD."score", OLD."wanted_id", OLD."why"); RETURN NULL;', hash='d435369499876b3cd749a7129f31afd62354f68c', operation='UPDATE', pgid='pgtrigger_update_update_cb0f8', table='allocations_proposedplace', when='AFTER')),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='proposedplace',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "allocations_proposedplacechange" ("case_id", "data_class", "decided", "decided_at", "decided_by_id", "falls_by", "floor_id", "given_id", "id", "offer_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "proposal_id", "reason", "round_id", "score", "wanted_id", "why") VALUES (OLD."case_id", OLD."data_class", OLD."decided", OLD."decided_at", OLD."decided_by_id", OLD."falls_by", OLD."floor_id", OLD."given_id", OLD."id", OLD."offer_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."proposal_id", OLD."reason", OLD."round_id", OLD."score", OLD."wanted_id", OLD."why"); RETURN NULL;', hash='25dc66faa4f3b5859439ceab5043caf91a35e05c', operation='DELETE', pgid='pgtrigger_delete_delete_0178b', table='allocations_proposedplace', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='proposal',
                    constraint=models.UniqueConstraint(fields=('round', 'number'), name='proposal_is_numbered_once'),
                ),
                migrations.AddConstraint(
                    model_name='proposal',
                    constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['queued', 'running'])), fields=('round',), name='one_proposal_is_worked_out_at_a_time'),
                ),
                migrations.AddIndex(
                    model_name='placedecision',
                    index=models.Index(fields=['scope'], name='placedecision_scope'),
                ),
                migrations.AddIndex(
                    model_name='pairrulechange',
                    index=models.Index(fields=['person'], name='pairrule_changes'),
                ),
                migrations.AddIndex(
                    model_name='pairrule',
                    index=models.Index(fields=['scope'], name='pairrule_scope'),
                ),
                migrations.AddConstraint(
                    model_name='pairrule',
                    constraint=models.UniqueConstraint(fields=('round', 'person', 'offer'), name='pair_is_ruled_once_in_a_round'),
                ),
                migrations.AddConstraint(
                    model_name='pairrule',
                    constraint=models.UniqueConstraint(condition=models.Q(('kind', 'lock')), fields=('round', 'person'), name='person_is_settled_at_one_offer_of_a_round'),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='pairrule',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."round_id", OLD."case_id", OLD."offer_id", OLD."kind", OLD."reason", OLD."by_id", OLD."at") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."round_id", NEW."case_id", NEW."offer_id", NEW."kind", NEW."reason", NEW."by_id", NEW."at"))', func='INSERT INTO "allocations_pairrulechange" ("at", "by_id", "case_id", "data_class", "id", "kind", "offer_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reason", "round_id") VALUES (OLD."at", OLD."by_id", OLD."case_id", OLD."data_class", OLD."id", OLD."kind", OLD."offer_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."reason", OLD."round_id"); RETURN NULL;', hash='4ebf85b0d4da10ea2f09cd1792da50bffde0e4b9', operation='UPDATE', pgid='pgtrigger_update_update_1fbe6', table='allocations_pairrule', when='AFTER')),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='pairrule',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "allocations_pairrulechange" ("at", "by_id", "case_id", "data_class", "id", "kind", "offer_id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "reason", "round_id") VALUES (OLD."at", OLD."by_id", OLD."case_id", OLD."data_class", OLD."id", OLD."kind", OLD."offer_id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."reason", OLD."round_id"); RETURN NULL;', hash='de7b532ec89c0aedd9caeb836e009fc7c89035c4', operation='DELETE', pgid='pgtrigger_delete_delete_9ba1b', table='allocations_pairrule', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='floor',
                    constraint=models.UniqueConstraint(fields=('round', 'position'), name='floors_stand_in_order'),
                ),
                migrations.AddConstraint(
                    model_name='floor',
                    constraint=models.CheckConstraint(condition=models.Q(('share__gte', 1), ('share__lte', 100)), name='floor_is_a_share'),
                ),
                migrations.AddConstraint(
                    model_name='floor',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('sex', ''), _negated=True), ('minimum_age__isnull', False), ('maximum_age__isnull', False), ('with_children', True), _connector='OR'), name='floor_says_whom_it_is_for'),
                ),
                migrations.AddIndex(
                    model_name='displacement',
                    index=models.Index(fields=['scope'], name='displacement_scope'),
                ),
                migrations.AddConstraint(
                    model_name='displacement',
                    constraint=models.UniqueConstraint(fields=('line', 'position'), name='moves_stand_in_order'),
                ),
                migrations.AddIndex(
                    model_name='consideredchange',
                    index=models.Index(fields=['person'], name='considered_changes'),
                ),
                migrations.AddIndex(
                    model_name='considered',
                    index=models.Index(fields=['scope'], name='considered_scope'),
                ),
                migrations.AddConstraint(
                    model_name='considered',
                    constraint=models.UniqueConstraint(fields=('round', 'person'), name='person_is_considered_once_in_a_round'),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='considered',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."round_id", OLD."case_id", OLD."added_by_id", OLD."added_at") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."round_id", NEW."case_id", NEW."added_by_id", NEW."added_at"))', func='INSERT INTO "allocations_consideredchange" ("added_at", "added_by_id", "case_id", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "round_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."case_id", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."round_id"); RETURN NULL;', hash='c4b674d82337017920b524022f6faf61badbb7d2', operation='UPDATE', pgid='pgtrigger_update_update_47005', table='allocations_considered', when='AFTER')),
                ),
                homeward.audit.operations.AddTrigger(
                    model_name='considered',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "allocations_consideredchange" ("added_at", "added_by_id", "case_id", "data_class", "id", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "round_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."case_id", OLD."data_class", OLD."id", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."round_id"); RETURN NULL;', hash='2c05a4c8e0f93577e651e5727c6c5897df5390d5', operation='DELETE', pgid='pgtrigger_delete_delete_8e07c', table='allocations_considered', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='roundoffer',
                    constraint=models.UniqueConstraint(fields=('round', 'offer'), name='offer_is_once_in_a_round'),
                ),
            ],
        ),
    ]
