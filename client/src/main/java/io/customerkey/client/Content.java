package io.customerkey.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The bytes of an item or a file to be stored.
 *
 * <p>Laws: {@link #open} answers a stream of exactly {@link #length} bytes; where {@link
 * #repeatable} is true it does so every time, with the same bytes, so that a put can be tried
 * again.
 */
public interface Content {
  /** {@return number of bytes} */
  long length();

  /**
   * {@return the bytes from the first on; the reader closes it}
   *
   * @throws IOException when they cannot be read
   */
  InputStream open() throws IOException;

  /** {@return whether {@link #open} may be called more than once} */
  boolean repeatable();

  /**
   * {@return its content}
   *
   * @param file read anew for each attempt
   * @throws IOException when its size cannot be read
   */
  static Content of(Path file) throws IOException {
    return new Repeatable(Files.size(file), () -> Files.newInputStream(file));
  }

  /**
   * {@return them as content}
   *
   * @param bytes not copied; not to be changed before the put is done
   */
  static Content of(byte[] bytes) {
    return new Repeatable(bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  /**
   * Content that can be read once only: a put of it is not tried again once it was opened.
   *
   * @param stream closed when read
   * @param length number of bytes in it
   * @return the content
   */
  static Content once(InputStream stream, long length) {
    return new Once(length, stream, new AtomicBoolean());
  }

  /**
   * Content that can be read once only, from a channel.
   *
   * @param channel closed when read
   * @param length number of bytes that come from it
   * @return the content
   */
  static Content once(ReadableByteChannel channel, long length) {
    return once(Channels.newInputStream(channel), length);
  }

  /** Opens the same bytes again and again. */
  @FunctionalInterface
  interface Opener {
    /**
     * {@return the bytes from the first on}
     *
     * @throws IOException when they cannot be read
     */
    InputStream open() throws IOException;
  }

  /**
   * Content that can be opened again.
   *
   * @param length number of bytes
   * @param opener opens them
   */
  record Repeatable(long length, Opener opener) implements Content {
    @Override
    public InputStream open() throws IOException {
      return opener.open();
    }

    @Override
    public boolean repeatable() {
      return true;
    }
  }

  /**
   * Content that is gone when read.
   *
   * @param length number of bytes
   * @param stream the bytes
   * @param opened whether it was opened
   */
  record Once(long length, InputStream stream, AtomicBoolean opened) implements Content {
    @Override
    public InputStream open() throws IOException {
      if (opened.getAndSet(true)) {
        throw new IOException("this content can be read only once");
      }
      return stream;
    }

    @Override
    public boolean repeatable() {
      return false;
    }
  }
}
