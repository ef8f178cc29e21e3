package io.customerkey.unwrap.store;

import io.vertx.pgclient.PgException;
import java.util.Set;

/** Tells a database that cannot be reached, or takes nothing, from one that refuses what we ask. */
final class Away {
  /**
   * Connection trouble, too few resources, shut down by an operator, trouble of its system
   * (PostgreSQL, appendix A: error codes).
   */
  private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

  /**
   * A standby that was asked for the primary; a transaction that was ended because its owner was
   * frozen; a database that takes no connections.
   */
  private static final Set<String> STATES = Set.of("25006", "25P03", "55000");

  private static final int CLASS = 2;

  private Away() {}

  static boolean is(Throwable failure) {
    if (failure instanceof PgException refusal) {
      String state = refusal.getSqlState();
      return state != null
          && (STATES.contains(state)
              || (state.length() > CLASS && CLASSES.contains(state.substring(0, CLASS))));
    }
    return !(failure instanceof IllegalArgumentException
        || failure instanceof NullPointerException
        || failure instanceof ClassCastException);
  }
}
