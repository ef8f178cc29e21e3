package io.customerkey.encryptor.fake;

/**
 * A disk on which one table finds no more room: PostgreSQL refuses what writes to it with the
 * SQLSTATE that it has for this. Until it is closed.
 */
public final class FullDisk implements AutoCloseable {
  /** When PostgreSQL finds that there is no room. */
  public enum When {
    /** At the statement. */
    STATEMENT("BEFORE INSERT OR UPDATE ON %s FOR EACH STATEMENT"),
    /** At the commit. */
    COMMIT("AFTER INSERT OR UPDATE ON %s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW");

    private final String condition;

    When(String condition) {
      this.condition = condition;
    }
  }

  private final Database database;

  private FullDisk(Database database) {
    this.database = database;
  }

  /** No room for a table from now on. */
  public static FullDisk of(Database database, String table, When when) {
    database.execute(
        "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
            + " RAISE EXCEPTION 'could not extend file: No space left on device'"
            + " USING ERRCODE = 'disk_full'; END$$");
    database.execute(
        "CREATE "
            + (when == When.COMMIT ? "CONSTRAINT " : "")
            + "TRIGGER no_room "
            + when.condition.replace("%s", table)
            + " EXECUTE FUNCTION no_room()");
    return new FullDisk(database);
  }

  @Override
  public void close() {
    database.execute("DROP FUNCTION no_room() CASCADE");
  }
}
