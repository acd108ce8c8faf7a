import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from homeward.core.operations import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("agreements", "0005_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([migrations.CreateModel(
            name='SopVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], default='draft', max_length=10)),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('changes', models.TextField(blank=True, verbose_name='what changed')),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='agreements.agreement')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['agreement', '-number'],
            },
        ),
        migrations.CreateModel(
            name='SopStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('titles', models.JSONField(default=dict, verbose_name='title')),
                ('stage', models.CharField(choices=[('counselling', 'Counselling'), ('departure', 'Departure'), ('arrival', 'Arrival'), ('plan', 'Plan'), ('support', 'Support'), ('follow_up', 'Follow-up'), ('closure', 'Closure')], max_length=20, verbose_name='stage')),
                ('part', models.CharField(choices=[('counselling', 'Counselling before departure'), ('reception', 'Reception on arrival'), ('case_management', 'Case management after arrival'), ('accountable', 'Whoever is accountable at that time')], max_length=20, verbose_name='held by')),
                ('role', models.CharField(blank=True, choices=[('return_counsellor', 'Return counsellor'), ('host_coordinator', 'Host authority coordinator'), ('reception_officer', 'Reception officer'), ('case_manager', 'Case manager'), ('commission_secretary', 'Commission secretary'), ('provider', 'Service provider'), ('protection_focal_point', 'Protection focal point'), ('employment_adviser', 'Employment adviser'), ('finance_officer', 'Finance officer'), ('returnee', 'Returnee'), ('programme_manager', 'Programme manager'), ('evaluator', 'Evaluator'), ('data_protection_officer', 'Data protection officer')], max_length=30, verbose_name='role')),
                ('days', models.PositiveSmallIntegerField(verbose_name='days')),
                ('day_kind', models.CharField(choices=[('calendar', 'calendar days'), ('working', 'working days')], max_length=10, verbose_name='counted in')),
                ('after', models.CharField(blank=True, max_length=20, verbose_name='after')),
                ('evidence', models.CharField(blank=True, max_length=200, verbose_name='evidence')),
                ('legal_reference', models.CharField(blank=True, max_length=200, verbose_name='legal reference')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='procedures.sopversion')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='sopversion',
            constraint=models.UniqueConstraint(fields=('agreement', 'number'), name='sop_version_number_is_used_once'),
        ),
        migrations.AddConstraint(
            model_name='sopversion',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('agreement',), name='one_draft_of_a_sop_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='sopversion',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'draft'), ('valid_from__isnull', False), _connector='OR'), name='published_sop_version_is_valid_from_a_day'),
        ),
        migrations.AddConstraint(
            model_name='sopstep',
            constraint=models.UniqueConstraint(fields=('version', 'code'), name='sop_step_code_is_used_once_in_a_version'),
        )]),
    ]
