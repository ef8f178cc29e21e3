package io.customerkey.availability.policy;

import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;

/** Protocol times as instants. */
public final class Times {
  private Times() {}

  /**
   * @param time as in a message
   * @return the instant; the far future or past where the message exceeds what an instant can hold
   */
  public static Instant instant(Timestamp time) {
    try {
      return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    } catch (DateTimeException | ArithmeticException e) {
      return time.getSeconds() > 0 ? Instant.MAX : Instant.MIN;
    }
  }

  /**
   * @param instant a time
   * @return as in a message
   */
  public static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
