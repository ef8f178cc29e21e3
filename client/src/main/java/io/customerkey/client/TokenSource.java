package io.customerkey.client;

/**
 * Where the token of a call comes from. Asked once for each attempt of a call, by any thread.
 *
 * <p>Law: what it answers is valid now, for at least as long as a call takes to arrive; a source of
 * tokens that expire renews them before they do. It never answers an empty text.
 */
@FunctionalInterface
public interface TokenSource {
  /**
   * A token for one attempt.
   *
   * @return a JWT, without {@code Bearer}
   * @throws io.customerkey.protocol.failure.CustomerKeyException when none can be had
   */
  String token();
}
