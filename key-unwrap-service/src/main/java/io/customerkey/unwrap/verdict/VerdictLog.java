package io.customerkey.unwrap.verdict;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Verdicts, durable, to be looked up by the tenant they concern. */
public interface VerdictLog {
  /**
   * @param entry the verdict
   * @return nothing, once it is durable
   */
  Uni<Void> write(VerdictEntry entry);

  /**
   * @param tenant who asks
   * @param id of a verdict
   * @return it, if it is the tenant's
   */
  Uni<Optional<VerdictEntry>> find(TenantId tenant, VerdictId id);

  /**
   * @param id of a verdict
   * @return its attempts, in the order made
   */
  Uni<List<AttemptView>> attempts(VerdictId id);

  /**
   * @param policy a policy
   * @param generation one of its generations
   * @return the newest attempt at each key, and the newest verdict's id
   */
  Uni<Latest> latest(PolicyId policy, GenerationId generation);

  /**
   * What happened last.
   *
   * @param attempts the newest at each key
   * @param verdict the newest, if any
   */
  record Latest(List<AttemptView> attempts, Optional<VerdictId> verdict) {}
}
