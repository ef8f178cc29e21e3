package io.customerkey.dep.store;

import io.customerkey.crypto.Bytes;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.dep.policy.PolicyKey;
import io.customerkey.dep.policy.PolicyKey.Pinned;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code policy_key}. */
@Entity
@Table(name = "policy_key")
class PolicyKeyEntity extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "policy_key_id")
  @Nullable Long id;

  @Column(name = "policy_id")
  UUID policyId;

  short slot;
  String requested;

  @Column(name = "key_id")
  @Nullable String keyId;

  @Nullable String algorithm;

  @Column(name = "key_bits")
  @Nullable Integer keyBits;

  @Column(name = "public_key_sha256")
  byte @Nullable [] publicKeySha256;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected PolicyKeyEntity() {}

  PolicyKeyEntity(UUID policyId, int slot, KeyUri requested) {
    this.policyId = policyId;
    this.slot = (short) slot;
    this.requested = requested.value();
  }

  void pin(Pinned key) {
    this.keyId = key.keyId();
    this.algorithm = key.algorithm();
    this.keyBits = key.bits();
    this.publicKeySha256 = key.publicKeySha256().toByteArray();
  }

  KeyUri requestedKey() {
    return new KeyUri(requested);
  }

  PolicyKey toPolicyKey() {
    return new PolicyKey(slot, requestedKey(), pinned());
  }

  private Optional<Pinned> pinned() {
    if (keyId == null || algorithm == null || keyBits == null || publicKeySha256 == null) {
      return Optional.empty();
    }
    return Optional.of(new Pinned(keyId, algorithm, keyBits, Bytes.copyOf(publicKeySha256)));
  }
}
