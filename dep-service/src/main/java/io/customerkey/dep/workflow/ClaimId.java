package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;

/**
 * Names one run of a workflow; a run whose claim was taken over writes nothing more.
 *
 * @param value the 128 bits
 */
public record ClaimId(Id128 value) implements Identifier {}
