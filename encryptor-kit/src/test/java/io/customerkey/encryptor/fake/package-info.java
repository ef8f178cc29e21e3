/**
 * The peers of an encryptor as fakes with real cryptography and rules. They are served by the
 * service under test itself, over its own mutual TLS.
 */
package io.customerkey.encryptor.fake;
