package io.customerkey.servicekit.statement;

import com.google.protobuf.MessageLite;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.protocol.common.v1.SignedStatement;

/**
 * A statement whose signature is trusted.
 *
 * @param payload what it says
 * @param statement as it came, to be kept and forwarded byte for byte
 * @param hash of the signed bytes; names the statement
 */
public record Verified<T extends MessageLite>(
    T payload, SignedStatement statement, StatementHash hash) {}
