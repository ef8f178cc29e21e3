package io.customerkey.servicekit.identity;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/** Sends the caller's token and request id on, so that the next service checks them itself. */
public final class Forwarding implements ClientInterceptor {
  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Caller caller;

  private Forwarding(Caller caller) {
    this.caller = caller;
  }

  /** For {@code stub.withInterceptors(…)}. */
  public static ClientInterceptor of(Caller caller) {
    return new Forwarding(caller);
  }

  @Override
  public <Q, S> ClientCall<Q, S> interceptCall(
      MethodDescriptor<Q, S> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<S> listener, Metadata headers) {
        headers.put(RequestId.METADATA, caller.requestId());
        caller.token().ifPresent(token -> headers.put(AUTHORIZATION, "Bearer " + token.raw()));
        super.start(listener, headers);
      }
    };
  }
}
