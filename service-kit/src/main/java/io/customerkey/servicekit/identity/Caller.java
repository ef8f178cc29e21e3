package io.customerkey.servicekit.identity;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.grpc.Context;
import java.util.Optional;

/**
 * Who makes the call that is being served.
 *
 * @param identity last path element of the peer's SPIFFE id, for example {@code exchange-encryptor}
 * @param token the token that came with the call
 * @param requestId goes through all services of one request, and into the logs
 */
public record Caller(String identity, Optional<VerifiedToken> token, String requestId) {
  static final Context.Key<Caller> CONTEXT = Context.key("customerkey-caller");

  /**
   * The caller of the gRPC call on this thread. Read it first thing in the service method: the
   * context does not follow asynchronous steps.
   *
   * @throws IllegalStateException outside a gRPC call
   */
  public static Caller current() {
    Caller caller = CONTEXT.get();
    if (caller == null) {
      throw new IllegalStateException("no gRPC call on this thread");
    }
    return caller;
  }

  /**
   * The token.
   *
   * @throws CustomerKeyException CALLER_NOT_ALLOWED where the call had none
   */
  public VerifiedToken requireToken() {
    return token.orElseThrow(() ->
        CustomerKeyException.of(
            FailureReason.FAILURE_REASON_CALLER_NOT_ALLOWED, "the call needs a token"));
  }
}
