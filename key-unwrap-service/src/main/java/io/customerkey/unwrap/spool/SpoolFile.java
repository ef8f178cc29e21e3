package io.customerkey.unwrap.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Entries one after the other, each {@code length u32 ‖ CRC-32C u32 ‖ bytes}, big-endian, durable
 * when {@link #append} returns. What a killed process left half-written at the end is dropped when
 * the file is opened. Safe for many threads.
 */
final class SpoolFile implements AutoCloseable {
  /** Longest entry in bytes. */
  static final int LONGEST = 16_384;

  /** Bytes before each entry. */
  static final int HEADER = 8;

  private final FileChannel file;
  private final long limit;
  private final long dropped;
  private long end;

  /**
   * Where reading stopped.
   *
   * @param entries that were read
   * @param next where the next one begins
   */
  record Read(List<byte[]> entries, long next) {}

  private SpoolFile(FileChannel file, long limit) throws IOException {
    this.file = file;
    this.limit = limit;
    this.end = scan(0, Long.MAX_VALUE, file.size()).next();
    this.dropped = file.size() - end;
    if (dropped > 0) {
      file.truncate(end);
      file.force(true);
    }
  }

  /**
   * @param path made if it is not there
   * @param limit of its bytes
   */
  static SpoolFile open(Path path, long limit) throws IOException {
    return new SpoolFile(
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        limit);
  }

  /** Bytes at the end that were no whole entry when the file was opened. */
  long dropped() {
    return dropped;
  }

  synchronized boolean isEmpty() {
    return end == 0;
  }

  synchronized long size() {
    return end;
  }

  /**
   * @param entry what to keep
   * @param spared bytes that must stay free behind it
   * @return whether there was room
   * @throws IOException if it is not durable; then it is not in the file
   */
  synchronized boolean append(byte[] entry, long spared) throws IOException {
    if (entry.length == 0 || entry.length > LONGEST) {
      throw new IOException("an entry has 1 to " + LONGEST + " bytes");
    }
    if (end + HEADER + entry.length + spared > limit) {
      return false;
    }
    ByteBuffer buffer =
        ByteBuffer.allocate(HEADER + entry.length)
            .putInt(entry.length)
            .putInt(checksum(entry))
            .put(entry)
            .flip();
    try {
      long at = end;
      while (buffer.hasRemaining()) {
        at += file.write(buffer, at);
      }
      file.force(false);
      end = at;
      return true;
    } catch (IOException unwritten) {
      file.truncate(end);
      throw unwritten;
    }
  }

  /**
   * @param from where an entry begins
   * @param most bytes to read, at least one entry
   */
  synchronized Read read(long from, long most) throws IOException {
    return scan(from, most, end);
  }

  /**
   * Empties the file if everything in it was read.
   *
   * @param read where reading stopped
   * @return whether it is empty now
   */
  synchronized boolean clear(long read) throws IOException {
    if (read < end) {
      return false;
    }
    file.truncate(0);
    file.force(true);
    end = 0;
    return true;
  }

  private Read scan(long from, long most, long size) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    long at = from;
    while (at - from < most && at + HEADER <= size) {
      ByteBuffer header = bytes(at, HEADER);
      int length = header.getInt();
      int checksum = header.getInt();
      if (length < 1 || length > LONGEST || at + HEADER + length > size) {
        break;
      }
      byte[] entry = bytes(at + HEADER, length).array();
      if (checksum(entry) != checksum) {
        break;
      }
      entries.add(entry);
      at += HEADER + length;
    }
    return new Read(entries, at);
  }

  private ByteBuffer bytes(long at, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("the file is shorter than it was");
      }
    }
    return buffer.flip();
  }

  private static int checksum(byte[] entry) {
    var crc = new CRC32C();
    crc.update(entry, 0, entry.length);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
