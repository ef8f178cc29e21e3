package io.customerkey.cli.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of a message in an mbox file, its quoted {@code From } lines as they were. */
final class Unquoting extends InputStream {
  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER = 64 * 1024;

  /** A line that begins with more of them quotes nothing. */
  private static final int MOST_MARKS = 1_000;

  private final InputStream in;
  private final MboxForm form;
  private final byte[] raw = new byte[BUFFER];
  private final byte[] plain = new byte[BUFFER + MOST_MARKS + FROM.length];
  private long left;
  private int at;
  private int filled;

  /** Number of bytes of {@code From } seen after the marks; negative: within a line. */
  private int matched;

  private int marks;

  /**
   * Of one message.
   *
   * @param in stands at its first byte
   * @param length how many bytes of the file it takes up
   * @param form how the file quotes
   */
  Unquoting(InputStream in, long length, MboxForm form) {
    this.in = in;
    this.left = length;
    this.form = form;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (at == filled && left > 0) {
      fill();
    }
    if (at == filled) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(length, filled - at);
    System.arraycopy(plain, at, bytes, offset, count);
    at += count;
    return count;
  }

  private void fill() throws IOException {
    int read = in.read(raw, 0, (int) Math.min(BUFFER, left));
    if (read < 0) {
      throw new IOException("the mbox file became shorter while it was read");
    }
    left -= read;
    at = 0;
    filled = 0;
    for (int i = 0; i < read; i++) {
      next(raw[i]);
    }
    if (left == 0) {
      emitHeld(false);
    }
  }

  private void next(byte value) {
    if (matched == 0 && value == '>' && marks < MOST_MARKS) {
      marks++;
      return;
    }
    if (matched >= 0 && value == FROM[matched]) {
      matched++;
      if (matched == FROM.length) {
        emitHeld(form.isQuoted(marks));
        matched = -1;
      }
      return;
    }
    emitHeld(false);
    plain[filled++] = value;
    matched = value == '\n' ? 0 : -1;
  }

  /** The beginning of a line that was held back until it was known what it is. */
  private void emitHeld(boolean quoted) {
    for (int i = quoted ? 1 : 0; i < marks; i++) {
      plain[filled++] = '>';
    }
    marks = 0;
    for (int i = 0; i < matched; i++) {
      plain[filled++] = FROM[i];
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
