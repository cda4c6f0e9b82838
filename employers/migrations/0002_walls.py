from django.db import migrations

from igu.accounts.walls import TenantWall


class Migration(migrations.Migration):
    dependencies = [("employers", "0001_initial")]
    operations = [
        TenantWall("employer"),
        TenantWall("workplace"),
        TenantWall("contact"),
        TenantWall("employerevent", keys=False, append_only=True),
        TenantWall("workplaceevent", keys=False, append_only=True),
        TenantWall("contactevent", keys=False, append_only=True),
    ]
