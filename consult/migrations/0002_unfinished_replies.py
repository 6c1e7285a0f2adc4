from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('consult', '0001_initial'), ('surveys', '0001_initial')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Decision',
            name='unfinished',
            field=fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads),
        ),
    ]
