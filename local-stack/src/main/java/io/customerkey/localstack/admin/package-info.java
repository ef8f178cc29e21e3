/**
 * The stack's admin API over HTTPS with a bearer secret, as {@code API.md} describes it, and a
 * small client of it: {@link io.customerkey.localstack.admin.StackAdmin} is what {@code ck}, the
 * system tests and the services' integration tests use.
 *
 * <ul>
 *   <li>{@code /v1/status}, {@code /v1/shutdown}: the stack
 *   <li>{@code /v1/tokens}: mints tokens by the claim table
 *   <li>{@code /v1/services/{name}/start|stop|kill|pause|resume}: processes
 *   <li>{@code /v1/kafka/start|stop}: the broker
 *   <li>{@code /v1/vaults/…}: vaults, their keys, permissions, faults, counters
 *   <li>{@code /v1/login/…}: applications, consents, faults, counters of the token endpoint
 * </ul>
 */
@NullMarked
package io.customerkey.localstack.admin;

import org.jspecify.annotations.NullMarked;
