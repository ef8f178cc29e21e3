package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Json;
import io.customerkey.client.Statistics;

/** Statistics of a mailbox or a site as JSON. */
final class StatisticsJson {
  private StatisticsJson() {}

  static ObjectNode of(Statistics statistics, String noun) {
    ObjectNode json = Json.object().put("isEncrypted", statistics.encrypted());
    statistics
        .dataEncryptionPolicyId()
        .ifPresent(id -> json.put("dataEncryptionPolicyId", id.toString()));
    statistics.policy().ifPresent(id -> json.put("policyId", id.toString()));
    statistics.generation().ifPresent(id -> json.put("generationId", id.toString()));
    return json.put("assignmentVersion", statistics.assignmentVersion())
        .put(noun, statistics.items())
        .put("bytes", statistics.bytes())
        .put("deleted", statistics.deleted());
  }
}
