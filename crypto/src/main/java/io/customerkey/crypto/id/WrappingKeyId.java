package io.customerkey.crypto.id;

/**
 * Names a key that wraps other keys: the generation of a policy key, or the version of a site key.
 */
public sealed interface WrappingKeyId extends Identifier permits GenerationId, KeyVersionId {}
