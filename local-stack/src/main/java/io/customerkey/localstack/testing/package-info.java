/**
 * The local stack for integration tests of the services: {@link
 * io.customerkey.localstack.testing.StackResource} for Quarkus tests, {@link
 * io.customerkey.localstack.testing.TestStack} for the tests themselves.
 */
@NullMarked
package io.customerkey.localstack.testing;

import org.jspecify.annotations.NullMarked;
