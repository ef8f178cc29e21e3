package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which policy. */
@Schema(
    name = "AssignmentRequest",
    examples = "{\"policyId\":\"1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f\"}")
record AssignmentRequest(@Schema(required = true, format = "uuid") @Nullable String policyId) {
  PolicyId policy() {
    return Arguments.id("policyId", policyId, PolicyId::parse);
  }
}
