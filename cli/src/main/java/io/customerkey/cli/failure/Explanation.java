package io.customerkey.cli.failure;

import io.customerkey.protocol.failure.CustomerKeyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import javax.net.ssl.SSLException;

/** Whatever was thrown, as a failure that says what happened and what to do. */
public final class Explanation {
  private Explanation() {}

  /**
   * {@return the failure to print}
   *
   * @param thrown by a command
   */
  public static CkException of(Throwable thrown) {
    return switch (thrown) {
      case CkException own -> own;
      case CustomerKeyException refused -> refused(refused);
      case UncheckedIOException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case IOException io -> io(io);
      case InterruptedException _ ->
          new CkException(ExitCode.INTERRUPTED, "INTERRUPTED", "interrupted", "", Map.of());
      default -> bug(thrown);
    };
  }

  private static CkException refused(CustomerKeyException refused) {
    return new CkException(
        refused.retryable() ? ExitCode.UNAVAILABLE : ExitCode.REFUSED,
        refused.reasonName(),
        String.valueOf(refused.getMessage()),
        Advice.of(refused.reasonName()),
        refused.metadata());
  }

  private static CkException io(IOException io) {
    String message = String.valueOf(io.getMessage());
    return switch (io) {
      case NoSuchFileException _ -> CkException.local("no such file or folder: " + message, "");
      case AccessDeniedException _ -> CkException.local("not allowed: " + message, "");
      case NotDirectoryException _ -> CkException.local("not a folder: " + message, "");
      case FileAlreadyExistsException _ ->
          CkException.local("is there already, and no folder: " + message, "");
      case SSLException _ -> unavailable("no trusted connection: " + message);
      case ConnectException _ ->
          unavailable(io.getMessage() == null ? "nobody listens there" : message);
      case HttpTimeoutException _ -> unavailable("no answer in time");
      default -> CkException.local(message, "");
    };
  }

  private static CkException unavailable(String message) {
    return new CkException(
        ExitCode.UNAVAILABLE,
        "DEPENDENCY_UNAVAILABLE",
        message,
        Advice.of("DEPENDENCY_UNAVAILABLE"),
        Map.of());
  }

  private static CkException bug(Throwable thrown) {
    return new CkException(
        ExitCode.BUG,
        "BUG",
        thrown.getClass().getSimpleName() + ": " + thrown.getMessage(),
        "This is a bug of ck; the same command with CK_TRACE=1 prints where.",
        Map.of());
  }
}
