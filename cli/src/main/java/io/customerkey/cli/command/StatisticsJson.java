package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Json;
import io.customerkey.client.MailboxStatistics;

/** Statistics of a mailbox as JSON. */
final class StatisticsJson {
  private StatisticsJson() {}

  static ObjectNode of(MailboxStatistics statistics) {
    ObjectNode json = Json.object().put("isEncrypted", statistics.encrypted());
    statistics
        .dataEncryptionPolicyId()
        .ifPresent(id -> json.put("dataEncryptionPolicyId", id.toString()));
    statistics.policy().ifPresent(id -> json.put("policyId", id.toString()));
    statistics.generation().ifPresent(id -> json.put("generationId", id.toString()));
    return json.put("assignmentVersion", statistics.assignmentVersion())
        .put("items", statistics.items())
        .put("bytes", statistics.bytes());
  }
}
