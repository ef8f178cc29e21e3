package io.customerkey.encryptor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private static final ItemId ITEM = new ItemId(new Id128(-3, 4));

  private static CustomerKeyException refused(FailureReason reason, Executable call) {
    CustomerKeyException refusal = catchThrowableOfType(CustomerKeyException.class, call::execute);
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
    return refusal;
  }

  @Nested
  class Ids {
    @Test
    void comeBackAsTheyWere() {
      assertThat(Fields.id("item_id", Fields.bytes(ITEM))).isEqualTo(ITEM.value());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 17})
    void ofAnotherLengthAreRefusedByName(int length) {
      CustomerKeyException refusal =
          refused(
              FailureReason.FAILURE_REASON_ARGUMENT_INVALID,
              () -> Fields.id("item_id", ByteString.copyFrom(new byte[length])));

      assertThat(refusal.metadata()).containsEntry("field", "item_id");
    }
  }

  @Nested
  class Pages {
    @ParameterizedTest
    @CsvSource({"0,100", "1,1", "1000,1000"})
    void haveTheSizeThatWasAskedForOrTheUsualOne(int asked, int size) {
      assertThat(Fields.pageSize(asked, 100, 1_000)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1_001})
    void beyondTheLimitAreRefused(int asked) {
      CustomerKeyException refusal =
          refused(
              FailureReason.FAILURE_REASON_LIMIT_EXCEEDED,
              () -> Fields.pageSize(asked, 100, 1_000));

      assertThat(refusal.metadata()).containsEntry("limit", "1000");
    }

    @Test
    void beginBehindTheLastOfThePageBefore() {
      assertThat(Fields.pageStart(Fields.pageToken(ITEM))).contains(ITEM.value());
      assertThat(Fields.pageStart("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "AAAA", "next"})
    void areNotBegunByAnythingElse(String token) {
      refused(FailureReason.FAILURE_REASON_ARGUMENT_INVALID, () -> Fields.pageStart(token));
    }
  }
}
