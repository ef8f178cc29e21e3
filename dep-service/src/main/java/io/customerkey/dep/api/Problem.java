package io.customerkey.dep.api;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An error as RFC 9457 has it. */
@Schema(
    name = "Problem",
    description = "An error as application/problem+json (RFC 9457).",
    examples =
        """
        {"type":"urn:customerkey:problem:VAULT_NOT_YOURS","title":"The key is not the tenant's","status":403,\
        "detail":"keys[0]: the key carries no tag customerkey-tenant","reason":"VAULT_NOT_YOURS","field":"keys[0]",\
        "requestId":"7f3a5c0e9b1d2468"}\
        """)
record Problem(
    @Schema(description = "urn:customerkey:problem: and the reason") String type,
    @Schema(description = "The reason in words") String title,
    @Schema(description = "The HTTP status") int status,
    @Schema(description = "What is wrong with this request") String detail,
    @Schema(description = "Machine-readable cause; the table in API.md") String reason,
    @Schema(description = "Body field, path or query parameter") Optional<String> field,
    @Schema(description = "The limit that would be exceeded") Optional<Long> limit,
    @Schema(description = "The policy it is about") Optional<String> policy,
    @Schema(description = "The verdict behind it, for look-up") Optional<String> verdict,
    @Schema(description = "Finds the log lines") String requestId) {
  static final String MEDIA_TYPE = "application/problem+json";
}
