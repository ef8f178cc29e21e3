package io.customerkey.cli.mail;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
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

  /** Runs all, some at a time; the first failure stops the rest. */
  static Transfer of(List<Callable<Long>> moves, int parallel, Progress progress)
      throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(parallel);
    try {
      CompletionService<Long> service = new ExecutorCompletionService<>(workers);
      moves.forEach(service::submit);
      long bytes = 0;
      for (int done = 1; done <= moves.size(); done++) {
        bytes += service.take().get();
        progress.moved(done, moves.size());
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
