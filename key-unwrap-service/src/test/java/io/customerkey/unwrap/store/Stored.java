package io.customerkey.unwrap.store;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.key.CheckValue;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.unwrap.policy.CustomerKeyCopy;
import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.VaultHost;
import io.customerkey.unwrap.verdict.Pair;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records for the tables alone: nobody signed them, so nobody outside opens or probes by them. */
final class Stored {
  static final SecureRandomSource RANDOM = new SecureRandomSource();

  private Stored() {}

  static DirectoryId directory() {
    return new DirectoryId(Id128.random(RANDOM));
  }

  /** A new tenant's policy on two new keys in vaults of that directory. */
  static PolicyRecord record(DirectoryId directory) {
    var ref =
        new PolicyRef(
            TenantId.random(RANDOM), PolicyId.random(RANDOM), GenerationId.random(RANDOM));
    return record(ref, directory, key("one", ref), key("two", ref), 1);
  }

  static PolicyRecord record(
      PolicyRef ref, DirectoryId directory, KeyUri one, KeyUri two, long sequence) {
    return new PolicyRecord(
        ref,
        Workload.EXCHANGE,
        false,
        PolicyVersionId.random(RANDOM),
        new Sequence(1, sequence),
        StatementHash.NONE,
        List.of(copy(ref, directory, one), copy(ref, directory, two)),
        Pair.of(one, two),
        Optional.empty(),
        new CheckValue(Bytes.takeOwnershipOf(new byte[16])),
        Instant.EPOCH,
        new SignedStatement(StatementType.POLICY_RECORD, Bytes.empty(), List.of()),
        StatementHash.NONE);
  }

  static KeyUri key(String host, PolicyRef ref) {
    return new KeyUri(
        new VaultHost(host + ".vault.azure.net"),
        "k-" + ref.generation(),
        Optional.of("0".repeat(32)));
  }

  private static CustomerKeyCopy copy(PolicyRef ref, DirectoryId directory, KeyUri key) {
    return new CustomerKeyCopy(
        key, KeyOwner.of(ref.tenant()), directory, Bytes.empty(), Bytes.empty(), 2048);
  }

  static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }
}
