package io.customerkey.client;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.protocol.exchange.v1.GetMailboxStatisticsResponse;
import java.util.Optional;
import java.util.function.Function;

/**
 * What protects a mailbox now, and how much is in it.
 *
 * @param encrypted true once the mailbox has a key, and so for all of its content
 * @param dataEncryptionPolicyId the policy version whose record is in use
 * @param policy the policy that wraps the mailbox key
 * @param generation its generation
 * @param assignmentVersion version of the assignment that was applied
 * @param items how many items
 * @param bytes length of their content
 */
public record MailboxStatistics(
    boolean encrypted,
    Optional<PolicyVersionId> dataEncryptionPolicyId,
    Optional<PolicyId> policy,
    Optional<GenerationId> generation,
    long assignmentVersion,
    long items,
    long bytes) {
  static MailboxStatistics of(GetMailboxStatisticsResponse response) {
    return new MailboxStatistics(
        response.getIsEncrypted(),
        id(response.getDataEncryptionPolicyId(), PolicyVersionId::of),
        id(response.getPolicyId(), PolicyId::of),
        id(response.getGenerationId(), GenerationId::of),
        response.getAssignmentVersion(),
        response.getItemCount(),
        response.getTotalBytes());
  }

  private static <T> Optional<T> id(ByteString bytes, Function<byte[], T> parse) {
    return bytes.isEmpty() ? Optional.empty() : Optional.of(parse.apply(bytes.toByteArray()));
  }
}
