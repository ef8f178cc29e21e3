package io.customerkey.dep.tenant;

/**
 * Answer to a put whose id the caller chose.
 *
 * @param value what is there now
 * @param created false: it was there before, from the same request
 */
public record Put<T>(T value, boolean created) {}
