package io.customerkey.cli.transfer;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What was moved.
 *
 * @param items how many
 * @param bytes of content
 */
public record Transfer(int items, long bytes) {

  /**
   * Moves all, some at a time; the first failure stops the rest.
   *
   * @param moves what is to be moved
   * @param parallel how many at a time
   * @param progress hears of each
   * @return how many, and their bytes
   * @throws IOException when something cannot be read or written here
   */
  public static Transfer of(List<Move> moves, int parallel, Progress progress) throws IOException {
    progress.begin(moves.size(), moves.stream().mapToLong(Move::bytes).sum());
    ExecutorService workers = Executors.newFixedThreadPool(parallel);
    try {
      CompletionService<Long> service = new ExecutorCompletionService<>(workers);
      moves.forEach(move -> service.submit(() -> run(move, progress)));
      long bytes = 0;
      for (int done = 1; done <= moves.size(); done++) {
        bytes += service.take().get();
      }
      return new Transfer(moves.size(), bytes);
    } catch (ExecutionException e) {
      throw rethrown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, "interrupted");
    } finally {
      workers.shutdownNow();
      progress.end();
    }
  }

  private static long run(Move move, Progress progress) throws IOException {
    try {
      long bytes = move.act().run(progress);
      progress.item();
      return bytes;
    } catch (CustomerKeyException e) {
      throw e.with("file", move.name());
    }
  }

  private static RuntimeException rethrown(ExecutionException e) throws IOException {
    return switch (e.getCause()) {
      case IOException io -> throw io;
      case RuntimeException own -> own;
      case null, default -> new IllegalStateException(e);
    };
  }
}
