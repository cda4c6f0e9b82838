from django.db import migrations

from igu.accounts.walls import TenantWall


class Migration(migrations.Migration):
    dependencies = [("education", "0001_initial")]
    operations = [
        TenantWall("planline"),
        TenantWall("planlineevent", keys=False, append_only=True),
    ]
