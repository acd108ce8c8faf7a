"""Criteria for leaving, the act of a handover, and what becomes of each case."""

import django.contrib.postgres.fields
import django.db.models.deletion
import homeward.access.fields
import homeward.access.scope
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0010_selves'),
        ('agreements', '0009_comparison_opens_nothing'),
        ('cases', '0021_leavings'),
        ('persons', '0016_comparison_purpose'),
        ('programmes', '0014_shipped_ways'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Asking',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('answer', models.CharField(choices=[('agreed', 'Agrees'), ('refused', 'Says no'), ('no_answer', 'Asked, and no answer')], max_length=10, verbose_name='answer')),
                ('way', models.CharField(choices=[('in_person', 'In person'), ('phone', 'By phone'), ('message', 'By message'), ('letter', 'By letter'), ('visit', 'At a visit')], max_length=10, verbose_name='how')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('lead_goes_on', models.BooleanField(default=False, verbose_name='the lead may go on reading')),
                ('note', homeward.access.fields.EncryptedTextField(blank=True, default='', verbose_name='remark')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'ordering': ['-asked_on', '-at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=40, verbose_name='code')),
                ('wording', models.CharField(max_length=300, verbose_name='what must be true')),
                ('reading', models.CharField(choices=[('agreements', 'Agreements in force between the two, as registered'), ('services', 'Entries of the organisation in the directory'), ('staff', 'People of the organisation who work on cases here'), ('cases', 'Cases that the organisation answers for already'), ('judgement', 'A judgement, with what it rests on')], max_length=12, verbose_name='how it is read')),
                ('threshold', models.PositiveIntegerField(blank=True, null=True, verbose_name='met from')),
                ('source', models.CharField(max_length=200, verbose_name='where it is written')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('is_dropped', models.BooleanField(default=False, verbose_name='asked no more')),
                ('stated_at', models.DateTimeField()),
                ('about', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='of whom')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme', verbose_name='programme')),
                ('stated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['code', '-valid_from'],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('offered', 'Waits for signatures'), ('signed', 'Signed by all'), ('withdrawn', 'Taken back'), ('declined', 'Declined'), ('done', 'Done')], default='draft', max_length=10)),
                ('why', models.TextField(blank=True, verbose_name='why, and what the receivers should know')),
                ('drafted_at', models.DateTimeField()),
                ('offered_at', models.DateTimeField(blank=True, null=True)),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='lead')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme', verbose_name='programme')),
            ],
            options={
                'ordering': ['-drafted_at'],
            },
        ),
        migrations.CreateModel(
            name='AskingChange',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_by_kind', models.CharField(db_default=models.Func(function='gate_kind', output_field=models.CharField()), max_length=10)),
                ('pgh_by', models.BigIntegerField(db_default=models.Func(function='gate_user', output_field=models.BigIntegerField()), null=True)),
                ('pgh_by_org', models.IntegerField(db_default=models.Func(function='gate_org', output_field=models.IntegerField()), null=True)),
                ('note', models.BinaryField(db_column='note', default=b'')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('answer', models.CharField(choices=[('agreed', 'Agrees'), ('refused', 'Says no'), ('no_answer', 'Asked, and no answer')], max_length=10, verbose_name='answer')),
                ('way', models.CharField(choices=[('in_person', 'In person'), ('phone', 'By phone'), ('message', 'By message'), ('letter', 'By letter'), ('visit', 'At a visit')], max_length=10, verbose_name='how')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('lead_goes_on', models.BooleanField(default=False, verbose_name='the lead may go on reading')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case')),
                ('owner_org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='persons.person')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='handovers.asking')),
                ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ('handover', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='handovers.handover')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='asking',
            name='handover',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='askings', to='handovers.handover'),
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('met', 'Met'), ('not_met', 'Not met')], max_length=10, verbose_name='judgement')),
                ('evidence', models.TextField(verbose_name='what it rests on')),
                ('judged_on', models.DateField(verbose_name='on')),
                ('judged_at', models.DateTimeField()),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='handovers.criterion')),
                ('judged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-judged_on', '-judged_at'],
            },
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('service', 'Entry in the directory'), ('agreement', 'Agreement'), ('indicator', 'Indicators')], max_length=10)),
                ('subject', models.CharField(blank=True, max_length=40)),
                ('words', models.CharField(max_length=300)),
                ('outcome', models.CharField(blank=True, choices=[('stays', 'Stays with the lead'), ('passes', 'Passes to the receiver'), ('ends', 'Ends')], max_length=10, verbose_name='what becomes of it')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='remark')),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='handovers.handover')),
            ],
            options={
                'ordering': ['kind', 'words'],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('first', 'First signature'), ('second', 'Second signature')], max_length=10)),
                ('at', models.DateTimeField()),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='handovers.handover')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place of return')),
                ('case_state', models.CharField(choices=[('all', 'Open and closed'), ('open', 'Open'), ('closed', 'Closed')], default='all', max_length=10, verbose_name='which cases')),
                ('opened_before', models.DateField(blank=True, null=True, verbose_name='opened before')),
                ('from_on', models.DateField(verbose_name='from')),
                ('asylum', models.CharField(blank=True, choices=[('keep', 'It goes to an organisation of the host country'), ('erase', 'It is erased')], max_length=10, verbose_name='asylum history')),
                ('status', models.CharField(choices=[('planned', 'Not begun'), ('running', 'Under way'), ('done', 'Done')], default='planned', max_length=10)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('figures_at', models.DateTimeField(null=True)),
                ('figures', models.PositiveIntegerField(null=True)),
                ('figures_differing', models.PositiveIntegerField(null=True)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.agreement', verbose_name='by which agreement')),
                ('asylum_keeper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('begun_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='handovers.handover')),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='receiver')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Rehearsal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('moves', models.PositiveIntegerField()),
                ('stays', models.PositiveIntegerField()),
                ('reasons', models.JSONField(default=dict)),
                ('fingerprint', models.CharField(max_length=64)),
                ('differing', models.PositiveIntegerField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rehearsals', to='handovers.stage')),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='HandoverRow',
            fields=[
                ('shared_with', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('shared_until', models.DateField(default='9999-12-31', editable=False)),
                ('sealed', models.BooleanField(db_default=False, default=False, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope', models.GeneratedField(db_persist=True, expression=homeward.access.scope.GateScope(models.F('owner_org_id'), models.F('programme_id'), models.F('data_class'), output_field=models.IntegerField()), output_field=models.BigIntegerField())),
                ('data_class', models.PositiveSmallIntegerField(choices=[(1, 'Identity'), (2, 'Contact'), (3, 'Profile'), (4, 'Case'), (5, 'Health'), (6, 'Protection'), (7, 'Asylum'), (8, 'Legal'), (9, 'Finance'), (10, 'Survey')], default=4, editable=False)),
                ('reference', models.CharField(max_length=20, verbose_name='case')),
                ('state', models.CharField(choices=[('moves', 'Moves'), ('stays', 'Stays'), ('moved', 'Moved')], max_length=10)),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('refused', 'The person said no'), ('blocked', 'The person has closed themselves to the receiver or its country'), ('not_reached', 'Asked, and no answer'), ('not_asked', 'No consent and no other ground for the receiver yet'), ('no_clause', 'No agreement in force covers all that is held'), ('owner_apart', 'The file’s owner does not share it with the receiver'), ('cut_off', 'Who works on it by the lead’s agreements would lose sight of it'), ('household', 'Something else of this household stays'), ('group', 'Member of a group project that stays'), ('money', 'A payment of the lead’s own fund is on the way'), ('rights', 'A request about the person’s own data is open'), ('transfer', 'A transfer of this case waits for an answer'), ('sealed', 'Sealed: its team decides'), ('clash', 'The receiver holds an entry of its own in the same place')], max_length=15), default=list, size=None)),
                ('moved_at', models.DateTimeField(null=True)),
                ('told_at', models.DateTimeField(null=True)),
                ('answered_org', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('owner_org', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='handovers.stage')),
            ],
            options={
                'ordering': ['reference'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.UniqueConstraint(fields=('programme', 'code', 'valid_from'), name='exit_criterion_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reading', 'judgement'), ('threshold__isnull', True)), models.Q(models.Q(('reading', 'judgement'), _negated=True), ('threshold__isnull', False)), _connector='OR'), name='exit_criterion_read_from_facts_has_a_number'),
        ),
        migrations.AddIndex(
            model_name='askingchange',
            index=models.Index(fields=['person'], name='asking_changes'),
        ),
        migrations.AddIndex(
            model_name='asking',
            index=models.Index(fields=['scope'], name='asking_scope'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='asking',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."owner_org_id", OLD."id", OLD."programme_id", OLD."person_id", OLD."data_class", OLD."case_id", OLD."handover_id", OLD."answer", OLD."way", OLD."asked_on", OLD."lead_goes_on", OLD."note", OLD."at", OLD."by_id") IS DISTINCT FROM (NEW."owner_org_id", NEW."id", NEW."programme_id", NEW."person_id", NEW."data_class", NEW."case_id", NEW."handover_id", NEW."answer", NEW."way", NEW."asked_on", NEW."lead_goes_on", NEW."note", NEW."at", NEW."by_id"))', func='INSERT INTO "handovers_askingchange" ("answer", "asked_on", "at", "by_id", "case_id", "data_class", "handover_id", "id", "lead_goes_on", "note", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "way") VALUES (OLD."answer", OLD."asked_on", OLD."at", OLD."by_id", OLD."case_id", OLD."data_class", OLD."handover_id", OLD."id", OLD."lead_goes_on", OLD."note", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'update\', OLD."id", OLD."programme_id", OLD."way"); RETURN NULL;', hash='7ab735c29f9a9554b994270503439b3cc205e0ce', operation='UPDATE', pgid='pgtrigger_update_update_c1862', table='handovers_asking', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='asking',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "handovers_askingchange" ("answer", "asked_on", "at", "by_id", "case_id", "data_class", "handover_id", "id", "lead_goes_on", "note", "owner_org_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "way") VALUES (OLD."answer", OLD."asked_on", OLD."at", OLD."by_id", OLD."case_id", OLD."data_class", OLD."handover_id", OLD."id", OLD."lead_goes_on", OLD."note", OLD."owner_org_id", OLD."person_id", clock_timestamp(), \'delete\', OLD."id", OLD."programme_id", OLD."way"); RETURN NULL;', hash='b3035faff58697c6229b7dbcee961a78a9beb217', operation='DELETE', pgid='pgtrigger_delete_delete_df769', table='handovers_asking', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='line',
            constraint=models.UniqueConstraint(fields=('handover', 'kind', 'subject'), name='line_of_a_handover_once'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('handover', 'organisation', 'part'), name='a_side_signs_each_part_once'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('handover', 'user'), name='nobody_signs_a_handover_twice'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.UniqueConstraint(fields=('handover', 'number'), name='stage_of_a_handover_once'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asylum', 'keep'), ('asylum_keeper__isnull', False)), models.Q(models.Q(('asylum', 'keep'), _negated=True), ('asylum_keeper__isnull', True)), _connector='OR'), name='kept_asylum_history_has_a_keeper'),
        ),
        migrations.AddIndex(
            model_name='handoverrow',
            index=models.Index(fields=['scope'], name='handoverrow_scope'),
        ),
        migrations.AddIndex(
            model_name='handoverrow',
            index=models.Index(fields=['stage', 'state'], name='handover_rows_to_move'),
        ),
        migrations.AddConstraint(
            model_name='handoverrow',
            constraint=models.UniqueConstraint(fields=('stage', 'case'), name='case_is_in_a_stage_once'),
        ),
        migrations.AddConstraint(
            model_name='handoverrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'stays'), _negated=True), models.Q(('reasons', []), _negated=True), _connector='OR'), name='what_stays_has_a_reason'),
        ),
    ])]
