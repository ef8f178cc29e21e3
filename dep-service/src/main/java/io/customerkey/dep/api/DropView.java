package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.policy.CacheDrop;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who acknowledged a drop. */
@Schema(name = "CacheDrop")
record DropView(
    String policyId,
    @Schema(description = "Live, of key-unwrap-service and of the encryptors") int instances,
    int acknowledged,
    @Schema(description = "Every lease of those that did not acknowledge has ended by then")
        Optional<Instant> otherLeasesEnd,
    long epoch) {
  static DropView of(PolicyId policy, CacheDrop drop) {
    return new DropView(
        policy.toString(),
        drop.instances(),
        drop.acknowledged(),
        drop.otherLeasesEnd(),
        drop.epoch());
  }
}
