from django.db import migrations

from igu.accounts.walls import TenantWall


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        TenantWall("citizen"),
        TenantWall("identity"),
        TenantWall("nametoken"),
        TenantWall("casecounter"),
        TenantWall("case"),
        TenantWall("assessment", append_only=True),
        TenantWall("agreement"),
        TenantWall("document"),
        TenantWall("sheetimport"),
        TenantWall("citizenevent", keys=False, append_only=True),
        TenantWall("caseevent", keys=False, append_only=True),
        TenantWall("agreementevent", keys=False, append_only=True),
    ]
