package io.customerkey.servicekit.identity;

import io.customerkey.protocol.common.v1.Access;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.TokenRule;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.servicekit.failure.AnsweringCall;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call through only if the peer's certificate, the method's access rule and the token say
 * so; then {@link Caller#current()} tells the service who calls.
 */
@GlobalInterceptor
@ApplicationScoped
public class CallerInterceptor implements ServerInterceptor {
  private static final String BEARER = "bearer ";

  private final AccessRules rules = new AccessRules();
  private final TokenVerifier tokens;
  private final RandomGenerator random;

  /**
   * @param tokens verifies them
   * @param random makes ids of requests that bring none
   */
  public CallerInterceptor(TokenVerifier tokens, RandomGenerator random) {
    this.tokens = tokens;
    this.random = random;
  }

  @Override
  public <Q, S> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
    ServerCall<Q, S> answered = new AnsweringCall<>(call);
    Caller caller;
    try {
      caller = identify(call, headers);
    } catch (CustomerKeyException refusal) {
      StatusRuntimeException status = GrpcFailures.toStatus(refusal);
      Metadata trailers = status.getTrailers();
      answered.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
      return new ServerCall.Listener<>() {};
    }
    MDC.put(RequestId.MDC, caller.requestId());
    Context context = Context.current().withValue(Caller.CONTEXT, caller);
    return Contexts.interceptCall(context, answered, headers, next);
  }

  private Caller identify(ServerCall<?, ?> call, Metadata headers) {
    Access access = rules.of(call.getMethodDescriptor());
    String identity = PeerIdentity.of(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
    Optional<VerifiedToken> token =
        access.getToken() == TokenRule.TOKEN_RULE_NONE
            ? Optional.empty()
            : token(headers.get(Forwarding.AUTHORIZATION));
    AccessRules.check(access, identity, token);
    return new Caller(identity, token, RequestId.accept(headers.get(RequestId.METADATA), random));
  }

  private Optional<VerifiedToken> token(@Nullable String authorization) {
    if (authorization == null) {
      return Optional.empty();
    }
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_CALLER_NOT_ALLOWED, "authorization must be a bearer token");
    }
    return Optional.of(tokens.verify(authorization.substring(BEARER.length()).trim()));
  }
}
