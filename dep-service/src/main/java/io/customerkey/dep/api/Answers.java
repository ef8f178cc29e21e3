package io.customerkey.dep.api;

import io.customerkey.dep.tenant.Put;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers to a put whose id the caller chose. */
final class Answers {
  private Answers() {}

  static <V> RestResponse<V> put(Put<?> put, V view) {
    return RestResponse.status(
        put.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, view);
  }
}
