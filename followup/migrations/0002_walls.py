from django.db import migrations

from igu.accounts.walls import TenantWall


class Migration(migrations.Migration):
    dependencies = [("followup", "0001_initial")]
    operations = [
        TenantWall("followupmodel"),
        TenantWall("followuprule"),
        TenantWall("followup"),
        TenantWall("reminder"),
        TenantWall("followupmodelevent", keys=False, append_only=True),
        TenantWall("followupruleevent", keys=False, append_only=True),
        TenantWall("followupevent", keys=False, append_only=True),
    ]
