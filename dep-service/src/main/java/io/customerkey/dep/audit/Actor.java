package io.customerkey.dep.audit;

/**
 * Who asked, and in which request.
 *
 * @param subject {@code sub} of the token
 * @param request the request
 */
public record Actor(String subject, RequestId request) {}
