from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_walls")]
    operations = [
        migrations.AddField(
            "user",
            "language",
            models.CharField(
                choices=[("da", "Danish"), ("en", "English")], default="da", max_length=2, verbose_name="language"
            ),
        ),
    ]
