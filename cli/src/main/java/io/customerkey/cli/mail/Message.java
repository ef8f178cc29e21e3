package io.customerkey.cli.mail;

import java.io.IOException;
import java.io.InputStream;

/**
 * A message as it lies in a file.
 *
 * <p>Law: {@link #open} answers the same bytes each time, those of the message alone.
 */
public interface Message {
  /** {@return where it lies: a relative path, {@code /} between names} */
  String path();

  /** {@return how many bytes of its file it takes up} */
  long size();

  /**
   * {@return its bytes}
   *
   * @throws IOException when they cannot be read
   */
  InputStream open() throws IOException;
}
