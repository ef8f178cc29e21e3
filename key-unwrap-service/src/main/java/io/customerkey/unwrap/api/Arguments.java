package io.customerkey.unwrap.api;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.key.PackedKeys;
import io.customerkey.crypto.key.PackedObjects;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.protocol.common.v1.Sequence;
import io.customerkey.servicekit.statement.Statements;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.KeyUriParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Messages of the protocol as values of ours; what does not fit is refused with the field's name.
 */
final class Arguments {
  private static final int KEYS = 2;
  private static final int LONGEST_WAIT = 30_000;

  private Arguments() {}

  static Id128 id(ByteString bytes, String field) {
    if (bytes.size() != Id128.SIZE) {
      throw RefusedException.argument(field, field + " has 16 bytes");
    }
    return Id128.of(bytes.toByteArray());
  }

  static TenantId tenant(ByteString bytes) {
    return new TenantId(id(bytes, "tenant_id"));
  }

  static PolicyId policy(ByteString bytes) {
    return new PolicyId(id(bytes, "policy_id"));
  }

  static PolicyRef ref(ByteString tenant, ByteString policy, ByteString generation) {
    return new PolicyRef(
        tenant(tenant), policy(policy), new GenerationId(id(generation, "generation_id")));
  }

  static Purpose purpose(io.customerkey.protocol.common.v1.Purpose purpose) {
    return switch (purpose) {
      case PURPOSE_USER_READ -> Purpose.USER_READ;
      case PURPOSE_USER_WRITE -> Purpose.USER_WRITE;
      case PURPOSE_MAIL_DELIVERY -> Purpose.MAIL_DELIVERY;
      case PURPOSE_SEARCH_INDEX -> Purpose.SEARCH_INDEX;
      case PURPOSE_EDISCOVERY -> Purpose.EDISCOVERY;
      case PURPOSE_ANTIMALWARE -> Purpose.ANTIMALWARE;
      case PURPOSE_MAILBOX_MOVE -> Purpose.MAILBOX_MOVE;
      case PURPOSE_REENCRYPTION -> Purpose.REENCRYPTION;
      case PURPOSE_RECOVERY ->
          throw RefusedException.of(
              Reason.PURPOSE_NOT_ALLOWED, "a recovery is ordered, not asked for");
      case PURPOSE_UNSPECIFIED, UNRECOGNIZED ->
          throw RefusedException.argument("purpose", "a purpose must be given");
    };
  }

  static KeyKind kind(io.customerkey.protocol.common.v1.KeyKind kind) {
    return switch (kind) {
      case KEY_KIND_MAILBOX -> KeyKind.MAILBOX;
      case KEY_KIND_SITE -> KeyKind.SITE;
      case KEY_KIND_CHUNK, KEY_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw RefusedException.argument("kind", "mailbox or site keys are wrapped here");
    };
  }

  /** 0: the default. */
  static Duration wait(int millis, Duration otherwise) {
    if (millis < 0 || millis > LONGEST_WAIT) {
      throw RefusedException.limit("wait_millis", LONGEST_WAIT);
    }
    return millis == 0 ? otherwise : Duration.ofMillis(millis);
  }

  static DenialReason cause(String text) {
    return Arrays.stream(DenialReason.values())
        .filter(reason -> reason.text().equals(text))
        .findFirst()
        .orElseThrow(() ->
            RefusedException.argument(
                "cause",
                "one of " + Arrays.stream(DenialReason.values()).map(DenialReason::text).toList()));
  }

  static PackedKeys wrapped(ByteString entries) {
    requireCount(entries, PackedKeys.ENTRY_SIZE);
    return PackedKeys.takeOwnershipOf(entries.toByteArray());
  }

  static PackedObjects objects(ByteString entries) {
    requireCount(entries, PackedObjects.ENTRY_SIZE);
    return PackedObjects.takeOwnershipOf(entries.toByteArray());
  }

  private static void requireCount(ByteString entries, int size) {
    if (entries.isEmpty() || entries.size() % size != 0) {
      throw RefusedException.argument("entries", "entries have " + size + " bytes each");
    }
    if (entries.size() / size > PackedKeys.MAX_COUNT) {
      throw RefusedException.limit("entries", PackedKeys.MAX_COUNT);
    }
  }

  static DirectoryId directory(String text) {
    try {
      return DirectoryId.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw RefusedException.argument("directory_id", "a directory id is a UUID");
    }
  }

  static List<KeyUri> keys(List<String> ids, KeyUriParser parser) {
    if (ids.size() != KEYS) {
      throw RefusedException.argument("keys", "a policy has exactly two customer keys");
    }
    List<KeyUri> keys = new ArrayList<>(KEYS);
    for (int i = 0; i < KEYS; i++) {
      try {
        keys.add(parser.parse(ids.get(i)));
      } catch (IllegalArgumentException malformed) {
        throw RefusedException.argument("keys[" + i + "]", String.valueOf(malformed.getMessage()));
      }
    }
    return keys;
  }

  static io.customerkey.unwrap.policy.Sequence sequence(Sequence sequence) {
    return new io.customerkey.unwrap.policy.Sequence(
        sequence.getIncarnation(), sequence.getCounter());
  }

  static Optional<SignedStatement> statement(
      boolean present, io.customerkey.protocol.common.v1.SignedStatement statement) {
    return present ? Optional.of(Statements.fromProto(statement)) : Optional.empty();
  }
}
