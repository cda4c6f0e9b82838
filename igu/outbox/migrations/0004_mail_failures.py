from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0003_jobrun_known_since")]
    operations = [migrations.AddField("mail", "failures", models.PositiveSmallIntegerField(default=0))]
