package io.customerkey.client;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.protocol.exchange.v1.GetMailboxStatisticsResponse;
import io.customerkey.protocol.sharepoint.v1.GetSiteStatisticsResponse;
import java.util.Optional;
import java.util.function.Function;

/**
 * What protects a mailbox or a site now, and how much is in it.
 *
 * @param encrypted true once it has a key, and so for all of its content
 * @param dataEncryptionPolicyId the policy version whose record is in use
 * @param policy the policy that wraps its key
 * @param generation its generation
 * @param assignmentVersion version of the assignment that was applied
 * @param items how many items or files, without deleted ones
 * @param bytes length of their content
 * @param deleted how many deleted ones can still be restored
 */
public record Statistics(
    boolean encrypted,
    Optional<PolicyVersionId> dataEncryptionPolicyId,
    Optional<PolicyId> policy,
    Optional<GenerationId> generation,
    long assignmentVersion,
    long items,
    long bytes,
    long deleted) {
  static Statistics ofMailbox(GetMailboxStatisticsResponse response) {
    return new Statistics(
        response.getIsEncrypted(),
        id(response.getDataEncryptionPolicyId(), PolicyVersionId::of),
        id(response.getPolicyId(), PolicyId::of),
        id(response.getGenerationId(), GenerationId::of),
        response.getAssignmentVersion(),
        response.getItemCount(),
        response.getTotalBytes(),
        response.getDeletedCount());
  }

  static Statistics ofSite(GetSiteStatisticsResponse response) {
    return new Statistics(
        response.getIsEncrypted(),
        id(response.getDataEncryptionPolicyId(), PolicyVersionId::of),
        id(response.getPolicyId(), PolicyId::of),
        id(response.getGenerationId(), GenerationId::of),
        response.getAssignmentVersion(),
        response.getFileCount(),
        response.getTotalBytes(),
        response.getDeletedCount());
  }

  private static <T> Optional<T> id(ByteString bytes, Function<byte[], T> parse) {
    return bytes.isEmpty() ? Optional.empty() : Optional.of(parse.apply(bytes.toByteArray()));
  }
}
