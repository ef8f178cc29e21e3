package io.customerkey.sharepoint.content;

import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.OptionalLong;

/**
 * Which bytes of a file are wanted.
 *
 * @param offset of the first; unsigned
 * @param length how many, unsigned; empty: all from {@code offset}
 */
public record Range(long offset, OptionalLong length) {
  /** All of a file. */
  public static final Range ALL = new Range(0, OptionalLong.empty());

  /**
   * @param total length of the file
   * @return behind the last byte
   * @throws CustomerKeyException ARGUMENT_INVALID if the file does not have all of these bytes
   */
  long end(long total) {
    if (Long.compareUnsigned(offset, total) > 0) {
      throw beyond("offset", total);
    }
    long rest = total - offset;
    if (length.isPresent() && Long.compareUnsigned(length.getAsLong(), rest) > 0) {
      throw beyond("length", total);
    }
    return offset + length.orElse(rest);
  }

  private static CustomerKeyException beyond(String field, long total) {
    return CustomerKeyException.invalid(field, "is beyond the end of the file")
        .with("content_length", Long.toString(total));
  }
}
