/**
 * The peers of exchange-encryptor as fakes with real cryptography and rules, and what the tests
 * need to be its callers. The fakes are served by the service under test itself, over its own
 * mutual TLS.
 */
package io.customerkey.exchange.fake;
