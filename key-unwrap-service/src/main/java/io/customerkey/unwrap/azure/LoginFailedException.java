package io.customerkey.unwrap.azure;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The token endpoint gave no token. Shared by all callers that waited for it. */
final class LoginFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Seen seen;

  /**
   * What was seen of the token endpoint.
   *
   * @param ending how the request ended
   * @param status HTTP status, 0 where there was none
   * @param aadsts the numbers of {@code error_codes}
   * @param serverRequestId theirs, or empty
   * @param retryAfter what it asked for
   */
  record Seen(
      Happening.Ending ending,
      int status,
      Set<Integer> aadsts,
      String serverRequestId,
      Optional<Duration> retryAfter) {
    /** Nothing was sent. */
    static final Seen NOT_SENT =
        new Seen(Happening.Ending.NOT_SENT, 0, Set.of(), "", Optional.empty());

    /** A token came, but its time was over. */
    static final Seen EXPIRED =
        new Seen(Happening.Ending.UNREADABLE, 200, Set.of(), "", Optional.empty());

    Seen {
      aadsts = Set.copyOf(aadsts);
    }
  }

  LoginFailedException(Seen seen) {
    super("no token");
    this.seen = seen;
  }

  Seen seen() {
    return seen;
  }
}
