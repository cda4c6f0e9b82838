from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_walls")]
    operations = [
        migrations.AddField(
            "jobrun", "known_since", models.DateTimeField(auto_now_add=True, default=timezone.now), preserve_default=False
        ),
    ]
