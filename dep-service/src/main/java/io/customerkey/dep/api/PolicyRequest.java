package io.customerkey.dep.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.policy.KeyUri;
import io.customerkey.dep.policy.PolicyDraft;
import io.customerkey.dep.policy.PolicySettings;
import io.customerkey.dep.tenant.Name;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy to create. */
@Schema(
    name = "PolicyRequest",
    examples =
        """
        {"name":"Finance","workload":"EXCHANGE","keys":["https://contoso-1.vault.azure.net/keys/ck","https://contoso-2.vault.azure.net/keys/ck"],\
        "probeIntervalSeconds":40,"outageGraceSeconds":14400,"strict":false,"fallback":false}\
        """)
record PolicyRequest(
    @Schema(required = true, minLength = 1, maxLength = Name.SHORT) @Nullable String name,
    @Schema(defaultValue = "EXCHANGE", description = "EXCHANGE for mailboxes, SHAREPOINT for sites")
        @Nullable String workload,
    @Schema(
            required = true,
            minItems = PolicyDraft.KEYS,
            maxItems = PolicyDraft.KEYS,
            description =
                "Two keys in two vaults, `https://{vault}/keys/{name}[/{version}]`; without version the current one is pinned")
        @Nullable List<@Nullable String> keys,
    @Schema(
            minimum = "1",
            maximum = "300",
            defaultValue = "40",
            description =
                "How often a key is tried, or up to a tenth sooner; every 40 s makes 65,000 to 72,000 calls to the vaults in 30 days, about 0.20 USD at Azure's list price for RSA-2048 keys")
        @Nullable Integer probeIntervalSeconds,
    @Schema(
            minimum = "0",
            maximum = "86400",
            defaultValue = "14400",
            description = "How long cached keys serve while both vaults are unreachable")
        @Nullable Integer outageGraceSeconds,
    @Schema(description = "System actions stop too on a denial", defaultValue = "false")
        @Nullable Boolean strict,
    @Schema(
            description =
                "One denied and one unreachable key count as unreachable: cached keys go on serving, and the availability key serves user actions",
            defaultValue = "false")
        @Nullable Boolean fallback) {
  PolicyDraft toDraft(TenantId tenant, PolicyId id) {
    Duration interval =
        probeIntervalSeconds == null
            ? PolicySettings.DEFAULT_PROBE_INTERVAL
            : Duration.ofSeconds(probeIntervalSeconds);
    Duration grace =
        outageGraceSeconds == null
            ? PolicySettings.DEFAULT_OUTAGE_GRACE
            : Duration.ofSeconds(outageGraceSeconds);
    return new PolicyDraft(
        id,
        tenant,
        Arguments.optionalChoice("workload", workload, Workload.class).orElse(Workload.EXCHANGE),
        Name.parse("name", Arguments.required("name", name), Name.SHORT),
        keyUris(),
        new PolicySettings(
            Boolean.TRUE.equals(strict), Boolean.TRUE.equals(fallback), grace, interval));
  }

  private List<KeyUri> keyUris() {
    List<@Nullable String> texts = Arguments.required("keys", keys);
    if (texts.size() != PolicyDraft.KEYS) {
      throw CustomerKeyException.invalid("keys", "exactly two keys, in two vaults");
    }
    List<KeyUri> uris = new ArrayList<>();
    for (String text : texts) {
      String field = "keys[" + uris.size() + "]";
      uris.add(KeyUri.parse(field, Arguments.required(field, text)));
    }
    return uris;
  }
}
