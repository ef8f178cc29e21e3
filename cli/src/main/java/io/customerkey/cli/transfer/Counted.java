package io.customerkey.cli.transfer;

import io.customerkey.client.Content;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Content whose bytes a {@link Progress} hears of as they are moved. */
public final class Counted {
  private Counted() {}

  /**
   * {@return the same content}
   *
   * @param content to be put
   * @param progress hears of each byte read; what an attempt before had read is taken back
   */
  public static Content content(Content content, Progress progress) {
    return new Reading(content, progress);
  }

  /**
   * {@return the same sink}
   *
   * @param sink of a get
   * @param progress hears of each byte written
   */
  public static OutputStream sink(OutputStream sink, Progress progress) {
    return new FilterOutputStream(sink) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        progress.bytes(length);
      }

      @Override
      public void write(int value) throws IOException {
        out.write(value);
        progress.bytes(1);
      }
    };
  }

  private static final class Reading implements Content {
    private final Content content;
    private final Progress progress;
    private long read;

    Reading(Content content, Progress progress) {
      this.content = content;
      this.progress = progress;
    }

    @Override
    public long length() {
      return content.length();
    }

    @Override
    public boolean repeatable() {
      return content.repeatable();
    }

    @Override
    public InputStream open() throws IOException {
      progress.bytes(-read);
      read = 0;
      return new FilterInputStream(content.open()) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          return counted(in.read(bytes, offset, length));
        }

        @Override
        public int read() throws IOException {
          int value = in.read();
          counted(value < 0 ? -1 : 1);
          return value;
        }
      };
    }

    private int counted(int bytes) {
      if (bytes > 0) {
        read += bytes;
        progress.bytes(bytes);
      }
      return bytes;
    }
  }
}
