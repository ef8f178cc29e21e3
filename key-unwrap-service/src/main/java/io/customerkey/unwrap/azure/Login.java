package io.customerkey.unwrap.azure;

import com.azure.core.credential.AccessToken;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One directory's token endpoint, for one scope. */
@FunctionalInterface
interface Login {
  /**
   * Asks for a new token, past every cache. One request, never repeated.
   *
   * @param claims what a vault demands of the token, or null
   * @return a token, or a failure with {@link LoginFailedException}
   */
  Mono<AccessToken> fetch(@Nullable String claims);
}
