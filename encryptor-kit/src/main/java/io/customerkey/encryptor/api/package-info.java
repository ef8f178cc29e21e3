/** gRPC in: what both encryptors answer alike, and how they parse and bound what comes. */
@NullMarked
package io.customerkey.encryptor.api;

import org.jspecify.annotations.NullMarked;
