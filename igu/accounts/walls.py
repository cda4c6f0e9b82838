"""The migration operation that puts a wall around a table. Operation names are kept: migrations refer to them."""

from django.db.migrations.operations.base import Operation

HERE = "municipality_id = (SELECT NULLIF(current_setting('igu.municipality', true), '')::uuid)"


def tenant_keys(model):
    """Relations of `model` to tables that belong to a municipality themselves."""
    return [
        field
        for field in model._meta.local_fields
        if field.is_relation
        and field.name != "municipality"
        and any(other.name == "municipality" for other in field.related_model._meta.local_fields)
    ]


class TenantWall(Operation):
    """Composite keys, forced row-level security and its policies for one table.

    keys=False: an event table of pghistory, whose keys may point at rows that are gone.
    append_only: the run-time role may add rows and read them, nothing else.
    across: the role `igu_task` sees the rows of every municipality (the outbox alone).

    Repeating the operation after a new key adds what is missing.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, name, keys=True, append_only=False, across=False):
        self.name, self.keys, self.append_only, self.across = name, keys, append_only, across

    def deconstruct(self):
        given = {"keys": self.keys, "append_only": self.append_only, "across": self.across}
        changed = {key: value for key, value in given.items() if value != (key == "keys")}
        return (self.__class__.__qualname__, [self.name], changed)

    def describe(self):
        return f"Wall around {self.name}"

    def state_forwards(self, app_label, state):
        """The models know nothing of walls; tests compare them with the catalogue."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.name)
        table = model._meta.db_table
        have = self._existing(schema_editor, table)

        def run(name, sql):
            if name not in have:
                schema_editor.execute(sql, params=None)

        if self.keys:
            self._make_unique(schema_editor, table)
            for field in tenant_keys(model):
                name = f"{table}_{field.column}_wall"
                target = field.related_model._meta.db_table
                self._make_unique(schema_editor, target)  # tables may point at each other
                run(
                    name,
                    f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (municipality_id, "{field.column}") '
                    f'REFERENCES "{target}" (municipality_id, id) DEFERRABLE INITIALLY IMMEDIATE',
                )
        schema_editor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY', params=None)
        schema_editor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY', params=None)
        run("tenant", f'CREATE POLICY tenant ON "{table}" USING ({HERE}) WITH CHECK ({HERE})')
        if self.across:
            run("across", f'CREATE POLICY across ON "{table}" TO igu_task USING (true) WITH CHECK (true)')
            schema_editor.execute(f'GRANT SELECT, UPDATE ON "{table}" TO igu_task', params=None)
        if self.append_only:
            schema_editor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM igu_app', params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        model = from_state.apps.get_model(app_label, self.name)
        table = model._meta.db_table
        if self.keys:
            for field in tenant_keys(model):
                schema_editor.execute(
                    f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{table}_{field.column}_wall"', params=None
                )
            schema_editor.execute(
                f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{table}_wall" CASCADE', params=None
            )
        for policy in ("tenant", "across"):
            schema_editor.execute(f'DROP POLICY IF EXISTS {policy} ON "{table}"', params=None)
        schema_editor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY', params=None)
        schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY', params=None)

    def _make_unique(self, schema_editor, table):
        name = f"{table}_wall"
        if name not in self._existing(schema_editor, table):
            schema_editor.execute(
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" UNIQUE (municipality_id, id)', params=None
            )

    @staticmethod
    def _existing(schema_editor, table):
        if schema_editor.collect_sql:
            return set()
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass "
                "UNION SELECT polname FROM pg_policy WHERE polrelid = %s::regclass",
                [f'"{table}"', f'"{table}"'],
            )
            return {row[0] for row in cursor.fetchall()}
