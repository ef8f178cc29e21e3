package io.customerkey.crypto.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypedIdsTest {
  record Type(
      Function<String, Identifier> parse,
      Function<byte[], Identifier> bytes,
      Function<UUID, Identifier> uuid,
      Function<RandomGenerator, Identifier> random) {}

  static Stream<Arguments> types() {
    return Stream.of(
            new Type(AttemptId::parse, AttemptId::of, AttemptId::of, AttemptId::random),
            new Type(
                AvailabilityKeyId::parse,
                AvailabilityKeyId::of,
                AvailabilityKeyId::of,
                AvailabilityKeyId::random),
            new Type(ChunkId::parse, ChunkId::of, ChunkId::of, ChunkId::random),
            new Type(FileId::parse, FileId::of, FileId::of, FileId::random),
            new Type(GenerationId::parse, GenerationId::of, GenerationId::of, GenerationId::random),
            new Type(
                IncarnationId::parse, IncarnationId::of, IncarnationId::of, IncarnationId::random),
            new Type(InstanceId::parse, InstanceId::of, InstanceId::of, InstanceId::random),
            new Type(ItemId::parse, ItemId::of, ItemId::of, ItemId::random),
            new Type(JobId::parse, JobId::of, JobId::of, JobId::random),
            new Type(KeyVersionId::parse, KeyVersionId::of, KeyVersionId::of, KeyVersionId::random),
            new Type(MailboxId::parse, MailboxId::of, MailboxId::of, MailboxId::random),
            new Type(ObjectId::parse, ObjectId::of, ObjectId::of, ObjectId::random),
            new Type(OrderId::parse, OrderId::of, OrderId::of, OrderId::random),
            new Type(PolicyId::parse, PolicyId::of, PolicyId::of, PolicyId::random),
            new Type(
                PolicyVersionId::parse,
                PolicyVersionId::of,
                PolicyVersionId::of,
                PolicyVersionId::random),
            new Type(SiteId::parse, SiteId::of, SiteId::of, SiteId::random),
            new Type(TenantId::parse, TenantId::of, TenantId::of, TenantId::random),
            new Type(VerdictId::parse, VerdictId::of, VerdictId::of, VerdictId::random))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("types")
  void holdsTheSameBitsInEveryForm(Type type) {
    Identifier id = type.random().apply(new SplittableRandom(3));
    assertThat(id.value()).isEqualTo(Id128.random(new SplittableRandom(3)));
    assertThat(type.parse().apply(id.toString())).isEqualTo(id);
    assertThat(type.bytes().apply(id.toByteArray())).isEqualTo(id);
    assertThat(type.uuid().apply(id.toUuid())).isEqualTo(id);
    assertThat(id).hasToString(id.toUuid().toString());
  }

  @Test
  void isNotEqualAcrossTypes() {
    Id128 bits = Id128.random(new SplittableRandom(3));
    assertThat((Object) new TenantId(bits)).isNotEqualTo(new PolicyId(bits));
    assertThat(ObjectId.of(new MailboxId(bits))).isEqualTo(new ObjectId(bits));
  }
}
