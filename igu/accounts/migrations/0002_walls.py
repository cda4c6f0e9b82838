from django.db import migrations

from igu.accounts.walls import TenantWall


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        TenantWall("membershipevent", keys=False, append_only=True),
    ]
