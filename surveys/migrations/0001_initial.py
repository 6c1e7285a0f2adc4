from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from surveys.models import Axis, Channel, Kind, Purpose
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'questionnaire', 'app': 'surveys', 'pk_attr': 'id', 'table_description': 'A set of questions with a history of versions.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Version',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('questionnaire', fields.ForeignKeyField('surveys.Questionnaire', source_field='questionnaire_id', db_constraint=True, to_field='id', related_name='versions', on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('languages', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('frozen_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('content_hash', fields.CharField(null=True, max_length=64)),
            ],
            options={'table': 'questionnaire_version', 'app': 'surveys', 'unique_together': (('questionnaire', 'number'),), 'pk_attr': 'id', 'table_description': 'One wording of a questionnaire, frozen and hashed from the moment the public can see it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Draft',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('version', fields.ForeignKeyField('surveys.Version', source_field='version_id', db_constraint=True, to_field='id', related_name='drafts', on_delete=OnDelete.CASCADE)),
                ('code_hash', fields.CharField(unique=True, max_length=64)),
                ('typed', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('saved_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'draft', 'app': 'surveys', 'indexes': [Index(fields=['expires_at'])], 'pk_attr': 'id', 'table_description': 'Answers that somebody saved to come back to: found by a code of which only the hash is kept, and counted nowhere.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Response',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('version', fields.ForeignKeyField('surveys.Version', source_field='version_id', db_constraint=True, to_field='id', related_name='responses', on_delete=OnDelete.RESTRICT)),
                ('wave', fields.IntField(default=1)),
                ('channel', fields.CharEnumField(default=Channel.web, description='web: web\npaper: paper\nemail: email\nletter: letter\nmeeting: meeting\ntelephone: telephone\npetition: petition\nimported: import', enum_type=Channel, max_length=20)),
                ('received_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('record', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('spread_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('late', fields.BooleanField(default=False, description='received after closing, kept apart by policy')),
                ('signatories', fields.IntField(default=1, description='people who signed it: more than one for a petition')),
                ('source', fields.CharField(default='', description='where a letter, meeting or petition came from', max_length=200)),
                ('amended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('withdrawn_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'response', 'app': 'surveys', 'indexes': [Index(fields=['version_id', 'received_at']), Index(fields=['spread_at'])], 'pk_attr': 'id', 'table_description': "One respondent's submission: stored first as one durable record, then spread into answers."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Answer',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('response', fields.ForeignKeyField('surveys.Response', source_field='response_id', db_constraint=True, to_field='id', related_name='answers', on_delete=OnDelete.CASCADE)),
                ('question_key', fields.CharField(max_length=60)),
                ('part', fields.CharField(default='', max_length=200)),
                ('value', fields.TextField(unique=False)),
            ],
            options={'table': 'answer', 'app': 'surveys', 'unique_together': (('response', 'question_key', 'part'),), 'indexes': [Index(fields=['question_key'])], 'pk_attr': 'id', 'table_description': 'One value of a response: a text, a ticked choice (`part` names the row, tick or cell where a question holds several).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Section',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('version', fields.ForeignKeyField('surveys.Version', source_field='version_id', db_constraint=True, to_field='id', related_name='sections', on_delete=OnDelete.CASCADE)),
                ('key', fields.CharField(max_length=60)),
                ('position', fields.IntField()),
                ('heading', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
            ],
            options={'table': 'section', 'app': 'surveys', 'unique_together': (('version', 'key'),), 'pk_attr': 'id', 'table_description': 'A heading and the questions under it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Question',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('version', fields.ForeignKeyField('surveys.Version', source_field='version_id', db_constraint=True, to_field='id', related_name='questions', on_delete=OnDelete.CASCADE)),
                ('section', fields.ForeignKeyField('surveys.Section', source_field='section_id', null=True, db_constraint=True, to_field='id', related_name='questions', on_delete=OnDelete.SET_NULL)),
                ('key', fields.CharField(max_length=60)),
                ('kind', fields.CharEnumField(description='long_text: long-text\nshort_text: short-text\nsingle_choice: single-choice\nseveral_choices: several-choices\nscale: scale\nrating: rating\nslider: slider\nranking: ranking\nmatrix: matrix\nappraisal: appraisal\nnumber: number\ndate: date\narea: area\nstatements: statements\npoints: points\ntouchpoints: touchpoints\nstage: stage', enum_type=Kind, max_length=30)),
                ('purpose', fields.CharEnumField(default=Purpose.topic, description='topic: topic\ncapacity: capacity\narea: area', enum_type=Purpose, max_length=20)),
                ('position', fields.IntField()),
                ('required', fields.BooleanField(default=False)),
                ('wording', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('help', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('settings', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('shown_if', fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('jumps', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
            ],
            options={'table': 'question', 'app': 'surveys', 'unique_together': (('version', 'key'),), 'pk_attr': 'id', 'table_description': 'One question. Its key survives versions, languages, copies and waves, its id does not.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Choice',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('question', fields.ForeignKeyField('surveys.Question', source_field='question_id', db_constraint=True, to_field='id', related_name='choices', on_delete=OnDelete.CASCADE)),
                ('key', fields.CharField(max_length=60)),
                ('axis', fields.CharEnumField(default=Axis.answer, description='answer: answer\nrow: row\nlevel: level', enum_type=Axis, max_length=10)),
                ('position', fields.IntField()),
                ('wording', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
            ],
            options={'table': 'choice', 'app': 'surveys', 'unique_together': (('question', 'key'),), 'pk_attr': 'id', 'table_description': 'One answer that a closed question offers.'},
            bases=['Model'],
        ),
    ]
