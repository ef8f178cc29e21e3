package io.customerkey.dep.api;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.dep.assignment.AssignmentRules;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Many mailboxes for one policy. */
@Schema(
    name = "BulkAssignmentRequest",
    examples =
        """
        {"policyId":"1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f","mailboxIds":["9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d"]}\
        """)
record BulkRequest(
    @Schema(required = true, format = "uuid") @Nullable String policyId,
    @Schema(required = true, minItems = 1, maxItems = AssignmentRules.MAX_BULK)
        @Nullable List<@Nullable String> mailboxIds) {
  PolicyId policy() {
    return Arguments.id("policyId", policyId, PolicyId::parse);
  }

  /** Each mailbox once, with its first index. */
  Map<MailboxId, Integer> mailboxes() {
    List<@Nullable String> texts = Arguments.required("mailboxIds", mailboxIds);
    if (texts.isEmpty() || texts.size() > AssignmentRules.MAX_BULK) {
      throw CustomerKeyException.limit(
          "mailboxIds", AssignmentRules.MAX_BULK, "1 to " + AssignmentRules.MAX_BULK + " ids");
    }
    Map<MailboxId, Integer> ids = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      ids.putIfAbsent(Arguments.id(field(i), texts.get(i), MailboxId::parse), i);
    }
    return ids;
  }

  static String field(int index) {
    return "mailboxIds[" + index + "]";
  }
}
