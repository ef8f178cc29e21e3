package io.customerkey.sharepoint.content;

import io.customerkey.crypto.file.ChunkLayout;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.stream.Slots;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Memory for the chunks of all streams of one direction. Every stream has room for one chunk from
 * its beginning to its end, or is refused; further chunks of the same stream take from what all
 * share, and only while something is left. So no stream waits for another, and memory does not grow
 * with their number. Arrays of whole chunks are used again.
 */
final class ChunkMemory {
  private static final int UNIT = 1024;

  private final int chunk;
  private final int parallel;
  private final Slots own;
  private final Semaphore spare;
  private final ConcurrentLinkedQueue<byte[]> idle = new ConcurrentLinkedQueue<>();

  /**
   * @param what whose it is, in the plural, for the refusal
   */
  ChunkMemory(String what, Limits limits) {
    this.chunk = limits.chunk();
    this.parallel = limits.parallel();
    this.own = new Slots("large " + what, units(limits.memory()), units(limits.chunk()));
    this.spare = new Semaphore(limits.spare());
  }

  private static int units(long bytes) {
    return Math.toIntExact((bytes + UNIT - 1) / UNIT);
  }

  /**
   * @param tenant whose stream it is
   * @param length most plaintext of one chunk of the stream
   * @return the stream's room, to be closed at its end
   * @throws CustomerKeyException OVERLOADED
   */
  Share reserve(TenantId tenant, int length) {
    return new Share(own.take(tenant, units(length)));
  }

  /**
   * @param length plaintext in bytes
   * @return room for that chunk
   */
  ChunkBuffer buffer(int length) {
    byte[] used = length == chunk ? idle.poll() : null;
    return new ChunkBuffer(
        used == null ? new byte[ChunkLayout.encryptedLength(length)] : used, length);
  }

  /** Takes room back that nobody else can read or write any more. */
  void recycle(ChunkBuffer buffer) {
    if (buffer.length() == chunk) {
      idle.add(buffer.array());
    }
  }

  /** One stream's room. Safe for use by many threads. */
  final class Share implements AutoCloseable {
    private final Runnable own;
    private int used;
    private boolean closed;

    private Share(Runnable own) {
      this.own = own;
    }

    /**
     * @return whether there is room for one more chunk; the first always has it
     */
    synchronized boolean tryTake() {
      if (closed || (used > 0 && (used == parallel || !spare.tryAcquire()))) {
        return false;
      }
      used++;
      return true;
    }

    /** Gives the room of one chunk back. */
    synchronized void give() {
      if (!closed && used-- > 1) {
        spare.release();
      }
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        spare.release(Math.max(0, used - 1));
        own.run();
      }
    }
  }
}
