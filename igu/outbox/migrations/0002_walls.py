from django.db import migrations

from igu.accounts.walls import TenantWall


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]
    operations = [
        TenantWall("mail", across=True),
    ]
