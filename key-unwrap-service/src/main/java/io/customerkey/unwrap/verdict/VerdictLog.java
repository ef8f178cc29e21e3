package io.customerkey.unwrap.verdict;

import io.customerkey.crypto.id.GenerationId;
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
   * What a verdict rests on. One that asked nobody, because a denial was known, rests on what the
   * probes had seen by then.
   *
   * @param entry a verdict
   * @return its attempts, in the order made; without any, the newest at each key of its pair that
   *     had begun when it was decided
   */
  Uni<List<AttemptView>> attempts(VerdictEntry entry);

  /**
   * @param pair of key versions
   * @param generation on it
   * @return the newest attempt at each key, and the newest verdict's id
   */
  Uni<Latest> latest(PairId pair, GenerationId generation);

  /**
   * What happened last.
   *
   * @param attempts the newest at each key
   * @param verdict the newest, if any
   */
  record Latest(List<AttemptView> attempts, Optional<VerdictId> verdict) {}
}
