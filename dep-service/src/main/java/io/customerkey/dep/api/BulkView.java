package io.customerkey.dep.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a bulk assignment did. */
@Schema(name = "BulkAssignment")
record BulkView(
    String policyId,
    @Schema(description = "Got a new assignment version") int changed,
    @Schema(description = "Had the policy before") int unchanged) {}
