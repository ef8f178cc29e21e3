package io.customerkey.dep.statement;

import io.customerkey.crypto.id.JobId;
import io.customerkey.crypto.id.OrderId;
import io.customerkey.dep.order.OrderLife;
import io.customerkey.dep.order.RewrapRequest;

/**
 * What a rewrap order says.
 *
 * @param order this order
 * @param job that it serves
 * @param request from where to where
 * @param life when it was signed and when it ends
 */
public record OrderFacts(OrderId order, JobId job, RewrapRequest request, OrderLife life) {}
