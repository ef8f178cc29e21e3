package io.customerkey.cli.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A message in an mbox file.
 *
 * @param file the mbox file
 * @param name of the mbox file, relative to what is imported
 * @param number of the message in it, from 1
 * @param start of its first byte in the file
 * @param size how many bytes of the file it takes up
 * @param form how the file quotes
 */
record MboxMessage(Path file, String name, int number, long start, long size, MboxForm form)
    implements Message {

  @Override
  public String path() {
    return String.format(Locale.ROOT, "%s/%06d.eml", name, number);
  }

  @Override
  public InputStream open() throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      channel.position(start);
      return new Unquoting(Channels.newInputStream(channel), size, form);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
