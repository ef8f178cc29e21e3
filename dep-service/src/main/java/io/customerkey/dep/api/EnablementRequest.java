package io.customerkey.dep.api;

import io.customerkey.dep.onboarding.KeyPair;
import io.customerkey.dep.policy.PolicyDraft;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** With which keys a tenant is to be enabled. */
@Schema(name = "EnablementRequest")
record EnablementRequest(
    @Schema(
            required = true,
            minItems = PolicyDraft.KEYS,
            maxItems = PolicyDraft.KEYS,
            description = "The two keys that were validated, as they were named then")
        @Nullable List<@Nullable String> keys) {
  KeyPair pair() {
    return ValidationRequest.pair(keys);
  }
}
