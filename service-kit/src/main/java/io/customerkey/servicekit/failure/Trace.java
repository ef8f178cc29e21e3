package io.customerkey.servicekit.failure;

import io.vertx.pgclient.PgException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An exception for the log: types and places of it and its causes, without their messages. Messages
 * of database drivers and SDKs can hold parameters, and so keys and content.
 */
public final class Trace {
  private static final int FRAMES = 12;

  private Trace() {}

  /** One line. */
  public static String of(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (!text.isEmpty()) {
        text.append(" caused by ");
      }
      text.append(t.getClass().getName()).append(state(t));
      text.append(
          Arrays.stream(t.getStackTrace())
              .limit(FRAMES)
              .map(StackTraceElement::toString)
              .collect(Collectors.joining(" < ", " at ", "")));
    }
    return text.toString();
  }

  /** What PostgreSQL says in its own words: SQL state and constraint, never values. */
  private static String state(Throwable thrown) {
    return thrown instanceof PgException refusal
        ? "(" + refusal.getSqlState() + " " + refusal.getConstraint() + ")"
        : "";
  }
}
