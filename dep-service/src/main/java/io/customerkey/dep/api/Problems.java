package io.customerkey.dep.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.customerkey.dep.refusal.RefusedException;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.failure.Trace;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Every failure of the REST API as a problem. */
@ApplicationScoped
class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);
  private static final String TYPE = "urn:customerkey:problem:";
  private static final String ARGUMENT_INVALID = "ARGUMENT_INVALID";
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final Requests requests;

  Problems(Requests requests) {
    this.requests = requests;
  }

  @ServerExceptionMapper
  Response refused(CustomerKeyException failure) {
    int status = Reasons.status(failure.reason());
    if (status >= SERVER_ERROR) {
      LOG.warnf("a request failed with %s", failure.reasonName());
    }
    boolean internal = failure.reason() == FailureReason.FAILURE_REASON_INTERNAL;
    Problem problem =
        new Problem(
            TYPE + failure.reasonName(),
            Reasons.title(failure.reasonName()),
            status,
            internal ? "an internal error" : String.valueOf(failure.getMessage()),
            failure.reasonName(),
            Optional.ofNullable(failure.metadata().get("field")).map(Reasons::restField),
            Optional.ofNullable(failure.metadata().get("limit")).flatMap(Problems::number),
            Optional.ofNullable(failure.metadata().get("policy")),
            Optional.ofNullable(failure.metadata().get("verdict")),
            requests.id().value());
    Response.ResponseBuilder response = answer(problem);
    if (failure.retryable()) {
      Duration delay = failure.retryAfter().orElse(Duration.ofSeconds(1));
      response.header(HttpHeaders.RETRY_AFTER, Math.max(1, delay.plusMillis(999).toSeconds()));
    }
    return response.build();
  }

  @ServerExceptionMapper
  Response refused(RefusedException failure) {
    String reason = failure.refusal().name();
    return answer(
            new Problem(
                TYPE + reason,
                Reasons.title(reason),
                Reasons.status(failure.refusal()),
                String.valueOf(failure.getMessage()),
                reason,
                failure.field(),
                failure.limit().isPresent()
                    ? Optional.of(failure.limit().getAsLong())
                    : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                requests.id().value()))
        .build();
  }

  @ServerExceptionMapper({
    UnauthorizedException.class,
    AuthenticationFailedException.class,
    AuthenticationCompletionException.class
  })
  Response unauthenticated(Exception failure) {
    return answer(
            problem(
                Response.Status.UNAUTHORIZED,
                Reasons.TOKEN_INVALID,
                "a valid token is required",
                null))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException failure) {
    return answer(
            problem(
                Response.Status.FORBIDDEN,
                "CALLER_NOT_ALLOWED",
                "the token has none of the roles that this call needs",
                null))
        .build();
  }

  @ServerExceptionMapper
  Response malformed(com.fasterxml.jackson.databind.exc.MismatchedInputException failure) {
    return malformedJson(failure);
  }

  @ServerExceptionMapper
  Response http(WebApplicationException failure) {
    if (failure.getCause() instanceof JacksonException json) {
      return malformedJson(json);
    }
    int status = failure.getResponse().getStatus();
    Response.Status known = Response.Status.fromStatusCode(status);
    if (status < CLIENT_ERROR) {
      return failure.getResponse();
    }
    if (known == null || status >= SERVER_ERROR) {
      return unexpected(failure);
    }
    String reason =
        switch (known) {
          case NOT_FOUND -> "NOT_FOUND";
          case UNAUTHORIZED -> Reasons.TOKEN_INVALID;
          case FORBIDDEN -> "CALLER_NOT_ALLOWED";
          default -> ARGUMENT_INVALID;
        };
    return answer(problem(known, reason, known.getReasonPhrase(), null)).build();
  }

  @ServerExceptionMapper
  Response unexpected(Throwable failure) {
    LOG.errorf("a request failed with %s", Trace.of(failure));
    return answer(
            problem(Response.Status.INTERNAL_SERVER_ERROR, "INTERNAL", "an internal error", null))
        .build();
  }

  private Response malformedJson(JacksonException failure) {
    String field = failure instanceof JsonMappingException mapping ? JsonPaths.of(mapping) : "body";
    return answer(
            problem(
                Response.Status.BAD_REQUEST,
                ARGUMENT_INVALID,
                field + ": " + JsonPaths.explain(failure),
                field))
        .build();
  }

  private Problem problem(
      Response.Status status, String reason, String detail, @Nullable String field) {
    return new Problem(
        TYPE + reason,
        Reasons.title(reason),
        status.getStatusCode(),
        detail,
        reason,
        Optional.ofNullable(field),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        requests.id().value());
  }

  private static Response.ResponseBuilder answer(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
