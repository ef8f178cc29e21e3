package io.customerkey.servicekit.failure;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/**
 * Sends a refusal with headers of its own, which an answer has and a broken connection has not: a
 * caller whose gRPC hedges the call takes it for the answer and waits for no other attempt.
 *
 * @param <Q> request
 * @param <S> response
 */
public final class AnsweringCall<Q, S> extends SimpleForwardingServerCall<Q, S> {
  private boolean headed;

  /**
   * @param call that is answered
   */
  public AnsweringCall(ServerCall<Q, S> call) {
    super(call);
  }

  @Override
  public void sendHeaders(Metadata headers) {
    headed = true;
    super.sendHeaders(headers);
  }

  @Override
  public void close(Status status, Metadata trailers) {
    if (!headed && !status.isOk()) {
      sendHeaders(new Metadata());
    }
    super.close(status, trailers);
  }
}
