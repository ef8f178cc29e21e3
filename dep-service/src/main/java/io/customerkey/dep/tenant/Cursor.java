package io.customerkey.dep.tenant;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A position in a list: the last item of the page before. Text form: base64url of {@code id 16}, or
 * of {@code seconds i64 ‖ nanos i32 ‖ id 16} in lists by time.
 *
 * @param time of the last item, in lists by time
 * @param id of the last item
 */
public record Cursor(Optional<Instant> time, Id128 id) {
  private static final int TIMED = Long.BYTES + Integer.BYTES + Id128.SIZE;

  /** After the item with that id. */
  public static Cursor after(Identifier id) {
    return new Cursor(Optional.empty(), id.value());
  }

  /** After the item of that time and id. */
  public static Cursor after(Instant time, Id128 id) {
    return new Cursor(Optional.of(time), id);
  }

  /**
   * @param text as {@link #text} wrote it
   * @param timed whether the list is by time
   * @return the position
   * @throws CustomerKeyException ARGUMENT_INVALID, field {@code cursor}
   */
  public static Cursor parse(String text, boolean timed) {
    try {
      ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (in.remaining() == (timed ? TIMED : Id128.SIZE)) {
        Optional<Instant> time =
            timed
                ? Optional.of(Instant.ofEpochSecond(in.getLong(), in.getInt()))
                : Optional.empty();
        return new Cursor(time, new Id128(in.getLong(), in.getLong()));
      }
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      // Refused below, like a cursor of another length.
    }
    throw CustomerKeyException.invalid("cursor", "not a cursor of this list");
  }

  /** The text form. */
  public String text() {
    ByteBuffer out = ByteBuffer.allocate(time.isPresent() ? TIMED : Id128.SIZE);
    time.ifPresent(t -> out.putLong(t.getEpochSecond()).putInt(t.getNano()));
    out.putLong(id.high()).putLong(id.low());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
  }
}
