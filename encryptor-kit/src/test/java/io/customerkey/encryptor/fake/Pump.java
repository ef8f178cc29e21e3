package io.customerkey.encryptor.fake;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Large content with back-pressure on the client's side: it is made and checked as it flows. */
public final class Pump {
  private static final int PIECE = 256 * 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Pump() {}

  /** The content of a seed: the same bytes every time. */
  private static final class Source {
    private final SplittableRandom random;
    private final CRC32C checksum = new CRC32C();
    private long left;

    Source(long seed, long length) {
      this.random = new SplittableRandom(seed);
      this.left = length;
    }

    ByteString next() {
      byte[] piece = new byte[(int) Math.min(PIECE, left)];
      random.nextBytes(piece);
      checksum.update(piece);
      left -= piece.length;
      return ByteString.copyFrom(piece);
    }
  }

  /**
   * Puts something.
   *
   * @param call begins the upload
   * @param header its first message
   * @param content makes the others
   * @return the checksum, once it is acknowledged
   */
  public static <Q, R> CompletableFuture<Long> put(
      Consumer<ClientResponseObserver<Q, R>> call,
      Q header,
      Function<ByteString, Q> content,
      long seed,
      long length) {
    CompletableFuture<Long> done = new CompletableFuture<>();
    Source source = new Source(seed, length);
    call.accept(
        new ClientResponseObserver<Q, R>() {
          private boolean begun;
          private boolean ended;

          @Override
          public void beforeStart(ClientCallStreamObserver<Q> stream) {
            stream.setOnReadyHandler(() -> {
              while (stream.isReady() && !ended) {
                if (!begun) {
                  begun = true;
                  stream.onNext(header);
                } else if (source.left > 0) {
                  stream.onNext(content.apply(source.next()));
                } else {
                  ended = true;
                  stream.onCompleted();
                }
              }
            });
          }

          @Override
          public void onNext(R answer) {
            done.complete(source.checksum.getValue());
          }

          @Override
          public void onError(Throwable thrown) {
            done.completeExceptionally(thrown);
          }

          @Override
          public void onCompleted() {}
        });
    return done;
  }

  /** A download under way. */
  public static final class Download {
    private final CompletableFuture<Long> done = new CompletableFuture<>();
    private final AtomicLong received = new AtomicLong();
    private volatile ClientCallStreamObserver<?> call;

    /** The checksum, once all has come. */
    public CompletableFuture<Long> done() {
      return done;
    }

    /** Bytes so far. */
    public long received() {
      return received.get();
    }

    public void cancel() {
      call.cancel("enough", null);
    }
  }

  /**
   * Reads something.
   *
   * @param call begins the download
   * @param request what is wanted
   * @param content of a message
   * @param messages after so many messages the reader stops reading, and stays
   */
  public static <Q, R> Download get(
      BiConsumer<Q, ClientResponseObserver<Q, R>> call,
      Q request,
      Function<R, ByteString> content,
      int messages) {
    Download download = new Download();
    CRC32C checksum = new CRC32C();
    call.accept(
        request,
        new ClientResponseObserver<Q, R>() {
          private int taken;

          @Override
          public void beforeStart(ClientCallStreamObserver<Q> stream) {
            download.call = stream;
            stream.disableAutoRequestWithInitial(1);
          }

          @Override
          public void onNext(R message) {
            byte[] bytes = content.apply(message).toByteArray();
            checksum.update(bytes);
            download.received.addAndGet(bytes.length);
            if (++taken < messages) {
              download.call.request(1);
            }
          }

          @Override
          public void onError(Throwable thrown) {
            download.done.completeExceptionally(thrown);
          }

          @Override
          public void onCompleted() {
            download.done.complete(checksum.getValue());
          }
        });
    return download;
  }

  /**
   * Readers that go away before they have read all: when each has something to read, or was refused
   * because those before it are not quite gone.
   *
   * @param open begins a download that stops reading soon
   * @return how many had something to read
   */
  public static int openAndGo(int atOnce, Supplier<Download> open) {
    List<Download> readers = Stream.generate(open).limit(atOnce).toList();
    for (Download reader : readers) {
      await()
          .atMost(PATIENCE)
          .until(() -> reader.received() > 0 || reader.done().isCompletedExceptionally());
    }
    int opened = (int) readers.stream().filter(reader -> reader.received() > 0).count();
    readers.forEach(Download::cancel);
    return opened;
  }
}
