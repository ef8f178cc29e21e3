/** What the tests need to run exchange-encryptor and to be its callers. */
package io.customerkey.exchange.fake;
