package io.customerkey.cli.mail;

import io.customerkey.cli.failure.CkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the messages of an mbox file (RFC 4155): each begins after a line {@code From SENDER TIME},
 * which is the first of the file or follows an empty line that belongs to no message. The file is
 * read once, a buffer at a time; only places are kept.
 */
final class MboxFile {
  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_SEPARATOR = 512;
  private static final Pattern SEPARATOR =
      Pattern.compile("From \\S.*\\d{1,2}:\\d{2}.*", Pattern.DOTALL);

  private final Path file;
  private final String name;
  private final MboxForm form;
  private final List<Message> messages = new ArrayList<>();
  private final byte[] beginning = new byte[LONGEST_SEPARATOR];

  private long line = 1;
  private long lineStart;
  private int lineLength;
  private boolean afterEmptyLine;
  private long emptyLineStart;
  private long messageStart = -1;

  private MboxFile(Path file, String name, MboxForm form) {
    this.file = file;
    this.name = name;
    this.form = form;
  }

  /**
   * The messages in their order.
   *
   * @param file the mbox file
   * @param name of it, relative to what is imported
   * @param form how it quotes
   * @throws CkException naming the line where it is malformed
   */
  static List<Message> messages(Path file, String name, MboxForm form) throws IOException {
    MboxFile mbox = new MboxFile(file, name, form);
    mbox.scan();
    return mbox.messages;
  }

  private void scan() throws IOException {
    byte[] buffer = new byte[BUFFER];
    long offset = 0;
    try (InputStream in = Files.newInputStream(file)) {
      int read;
      while ((read = in.read(buffer)) >= 0) {
        for (int i = 0; i < read; i++) {
          next(buffer[i], offset + i);
        }
        offset += read;
      }
    }
    if (lineLength > 0) {
      endLine(offset);
    }
    if (messageStart < 0) {
      throw malformed("it holds no message");
    }
    endMessage(offset);
  }

  private void next(byte value, long offset) {
    if (value == '\n') {
      endLine(offset + 1);
    } else {
      if (lineLength < LONGEST_SEPARATOR) {
        beginning[lineLength] = value;
      }
      lineLength = Math.min(lineLength + 1, LONGEST_SEPARATOR);
    }
  }

  private void endLine(long end) {
    boolean empty = lineLength == 0 || (lineLength == 1 && beginning[0] == '\r');
    if (isFrom()) {
      separator(end);
    } else if (messageStart < 0 && !empty) {
      throw malformed("an mbox file begins with a line 'From SENDER TIME'");
    } else {
      afterEmptyLine = empty;
      emptyLineStart = lineStart;
    }
    line++;
    lineStart = end;
    lineLength = 0;
  }

  private void separator(long end) {
    String text = new String(beginning, 0, lineLength, StandardCharsets.ISO_8859_1);
    if (!SEPARATOR.matcher(text).matches()) {
      throw malformed(
          "a line that begins with 'From ' goes on with sender and time, or is quoted as '>From '");
    }
    if (messageStart >= 0) {
      if (!afterEmptyLine) {
        throw malformed(
            "an empty line comes before 'From SENDER TIME'; within a message it is quoted as"
                + " '>From '");
      }
      endMessage(lineStart);
    }
    messageStart = end;
    afterEmptyLine = false;
  }

  /** The empty line before the next separator, or at the end, belongs to no message. */
  private void endMessage(long end) {
    long last = afterEmptyLine ? emptyLineStart : end;
    if (last <= messageStart) {
      throw malformed("the message before it is empty");
    }
    messages.add(
        new MboxMessage(file, name, messages.size() + 1, messageStart, last - messageStart, form));
  }

  private boolean isFrom() {
    return lineLength >= 5
        && beginning[0] == 'F'
        && beginning[1] == 'r'
        && beginning[2] == 'o'
        && beginning[3] == 'm'
        && beginning[4] == ' ';
  }

  private CkException malformed(String rule) {
    return CkException.local(
        name + " is no mbox file, or damaged: line " + line + ": " + rule,
        "Nothing was stored. 'ck mailbox import --help' says which forms are read.");
  }
}
