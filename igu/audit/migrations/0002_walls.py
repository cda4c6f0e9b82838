from django.db import migrations

from igu.accounts.walls import TenantWall


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        TenantWall("readlog", append_only=True),
        TenantWall("refusal", append_only=True),
    ]
