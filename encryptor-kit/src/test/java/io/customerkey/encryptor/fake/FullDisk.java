package io.customerkey.encryptor.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import org.junit.jupiter.api.function.Executable;

/**
 * A disk on which one table finds no more room: PostgreSQL refuses what writes to it with the
 * SQLSTATE that it has for this.
 */
public final class FullDisk {
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

  private FullDisk() {}

  /** No room for a table while something runs. */
  public static void during(Database database, String table, When when, Runnable run) {
    database.execute(
        "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
            + " RAISE EXCEPTION 'could not extend file: No space left on device'"
            + " USING ERRCODE = 'disk_full'; END$$");
    try {
      database.execute(
          "CREATE "
              + (when == When.COMMIT ? "CONSTRAINT " : "")
              + "TRIGGER no_room "
              + when.condition.replace("%s", table)
              + " EXECUTE FUNCTION no_room()");
      run.run();
    } finally {
      database.execute("DROP FUNCTION no_room() CASCADE");
    }
  }

  /** A call that is refused for want of room, and may be tried again. */
  public static void refused(Executable call) {
    CustomerKeyException refusal =
        Refusals.refused(FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, call);
    assertThat(refusal.retryable()).isTrue();
    assertThat(refusal).hasMessageContaining("no room left");
  }
}
