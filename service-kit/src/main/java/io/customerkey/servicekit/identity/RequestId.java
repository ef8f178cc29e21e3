package io.customerkey.servicekit.identity;

import io.grpc.Metadata;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that ties the log lines of one request together, in the header {@code x-request-id}. */
public final class RequestId {
  /** Name of the header, in HTTP as in gRPC. */
  public static final String HEADER = "x-request-id";

  /** Name of the entry in the log. */
  public static final String MDC = "requestId";

  static final Metadata.Key<String> METADATA =
      Metadata.Key.of(HEADER, Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int RANDOM_BYTES = 8;

  private RequestId() {}

  /**
   * The caller's id where it is one, else a new one.
   *
   * @param sent at most 64 characters of {@code A-Za-z0-9._-}; anything else is replaced
   */
  public static String accept(@Nullable String sent, RandomGenerator random) {
    if (sent != null && ACCEPTED.matcher(sent).matches()) {
      return sent;
    }
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
