package io.customerkey.benchmarks.files;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Arrays of whole chunks, used again. */
final class Arrays {
  private final ConcurrentLinkedQueue<byte[]> idle = new ConcurrentLinkedQueue<>();

  byte[] take(int length) {
    byte[] used = length == PlainFiles.CHUNK ? idle.poll() : null;
    return used == null ? new byte[length] : used;
  }

  void recycle(byte[] array) {
    if (array.length == PlainFiles.CHUNK) {
      idle.add(array);
    }
  }
}
