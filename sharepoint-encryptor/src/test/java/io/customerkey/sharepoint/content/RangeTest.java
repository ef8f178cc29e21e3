package io.customerkey.sharepoint.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
  @ParameterizedTest
  @CsvSource({"0,0,0", "0,10,10", "3,7,10", "3,2,5", "10,0,10"})
  void endsBehindItsLastByte(long offset, long length, long end) {
    assertThat(new Range(offset, OptionalLong.of(length)).end(10)).isEqualTo(end);
  }

  @Test
  void reachesToTheEndWithoutALength() {
    assertThat(Range.ALL.end(10)).isEqualTo(10);
    assertThat(Range.ALL.end(0)).isZero();
    assertThat(new Range(10, OptionalLong.empty()).end(10)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "11,0,offset",
    "-1,0,offset",
    "0,11,length",
    "10,1,length",
    "3,8,length",
    "1,-1,length",
    "1,9223372036854775807,length"
  })
  void refusesBytesThatTheFileDoesNotHave(long offset, long length, String field) {
    CustomerKeyException refusal =
        catchThrowableOfType(
            CustomerKeyException.class, () -> new Range(offset, OptionalLong.of(length)).end(10));

    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(FailureReason.FAILURE_REASON_ARGUMENT_INVALID);
    assertThat(refusal.metadata()).containsEntry("field", field);
  }
}
