"""Migrations: every table is as its model says, and running them again harms nothing."""

import importlib
import pathlib
import threading

import peewee
import pytest

from models import base, migrations
from models.member import Member

FOLDER = pathlib.Path(migrations.__file__).parent.parent


def models():
    """Every table that a module of models/ declares."""
    for path in sorted(FOLDER.glob("*.py")):
        module = importlib.import_module(f"models.{path.stem}")
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, base.Base) and found is not base.Base and found.__module__ == module.__name__:
                yield found


MODELS = list(models())


def test_every_table_has_one_model(database):
    names = [model._meta.table_name for model in MODELS]
    tables = {table for table in database.get_tables() if not table.startswith("search_index")}  # which is each engine's own
    assert sorted(names) == sorted(tables - {"migration"})


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_table_is_as_its_model_says(database, model):
    fields, table = model._meta, {column.name: column for column in database.get_columns(model._meta.table_name)}
    assert set(table) == {field.column_name for field in fields.sorted_fields}
    assert {name for name, column in table.items() if column.null} == {field.column_name for field in fields.sorted_fields if field.null}
    keys = database.get_primary_keys(fields.table_name)
    assert keys == [fields.fields[name].column_name for name in getattr(fields.primary_key, "field_names", [fields.primary_key.name])]


@pytest.mark.parametrize("model", [model for model in MODELS if "member_id" in model._meta.fields], ids=lambda model: model.__name__)
def test_keys_are_led_by_the_member(model):
    key = model._meta.primary_key
    assert getattr(key, "field_names", [key.name])[0] == "member_id"


@pytest.fixture
def unmigrated(database):
    """A database without tables."""
    for table in database.get_tables():
        database.execute_sql(f"DROP TABLE IF EXISTS {table}")  # some of SQLite's go with another
    yield
    base.migrate()  # the next test may have the same database


def test_a_database_is_ready_once_it_is_migrated(unmigrated):
    assert not base.is_ready()
    base.migrate()
    assert base.is_ready()


def test_running_again_keeps_the_rows(unmigrated):
    base.migrate()
    Member.create(member_id="ACME1", name="Acme")
    base.migrate()
    assert Member.get().name == "Acme"


def test_an_interrupted_migration_is_run_again_from_its_start(unmigrated):
    """As on MariaDB, which commits after every statement of a migration."""
    base.migrate()
    Member.create(member_id="ACME1", name="Acme")
    base.database.execute_sql("DELETE FROM migration")
    base.database.execute_sql("DROP TABLE occurrence")
    assert not base.is_ready()
    base.migrate()
    assert base.is_ready() and Member.get().name == "Acme" and "occurrence" in base.database.get_tables()


def test_machines_that_start_together_take_turns(unmigrated):
    errors = []

    def start():
        try:
            base.migrate()
        except Exception as error:
            errors.append(error)
        finally:
            base.database.close()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors and base.is_ready()


@pytest.mark.parametrize("database_class", [peewee.SqliteDatabase, peewee.PostgresqlDatabase, peewee.MySQLDatabase])
def test_every_engine_gets_the_same_harmless_statements(database_class):
    words = {"id", "text", "number", "flag", "bytes", "q", "table", "packed", "on_sqlite", "on_postgresql", "on_mariadb"}
    for path in migrations.numbers().values():
        made = migrations.statements(path, database_class(None))
        assert made and not any("{" in statement or "--" in statement for statement in made)
        assert all(" IF NOT EXISTS " in statement for statement in made if statement.startswith("CREATE"))
    assert set(migrations._WORDS[database_class]) == words


class Busy(peewee.MySQLDatabase):
    """A MariaDB whose lock for migrations is not given."""

    answer = ((0,),)

    def execute_sql(self, sql, params=None, commit=None):
        return self

    def fetchall(self):
        return self.answer


@pytest.mark.parametrize("answer", [0, None])
def test_without_the_lock_no_migration_is_run(answer):
    busy = Busy(None)
    busy.answer = ((answer,),)
    with pytest.raises(base.ConfigError, match="start this one again"):
        with migrations._alone(busy):
            raise AssertionError("nobody is alone here")
    busy.answer = ((1,),)
    with migrations._alone(busy):
        pass


def test_a_migration_may_be_noted_twice(unmigrated):
    base.migrate()
    for _ in range(2):
        base.database.execute_sql(migrations._noting(1, base.database.obj))
    assert "IGNORE" in migrations._noting(1, Busy(None)) and base.is_ready()
