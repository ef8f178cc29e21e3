package io.customerkey.dep.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.Id128;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {
  private static final Id128 ID = new Id128(-1, 7);

  @Test
  void readsWhatItWrote() {
    Cursor plain = new Cursor(Optional.empty(), ID);
    Cursor timed = Cursor.after(Instant.parse("2026-11-22T12:00:00.123456Z"), ID);

    assertThat(Cursor.parse(plain.text(), false)).isEqualTo(plain);
    assertThat(Cursor.parse(timed.text(), true)).isEqualTo(timed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "AAAA", "f_________8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void refusesWhatIsNoCursorOfTheList(String text) {
    assertThatThrownBy(() -> Cursor.parse(text, true)).isInstanceOf(CustomerKeyException.class);
    assertThatThrownBy(() -> Cursor.parse(text, false)).isInstanceOf(CustomerKeyException.class);
  }

  @Test
  void aPageEndsWithACursorOnlyWhereMoreFollows() {
    Page<Id128> last = Page.of(List.of(ID), 1, id -> new Cursor(Optional.empty(), id));
    Page<Id128> first =
        Page.of(List.of(ID, new Id128(0, 0)), 1, id -> new Cursor(Optional.empty(), id));

    assertThat(last.next()).isEmpty();
    assertThat(first.items()).containsExactly(ID);
    assertThat(first.next()).hasValue(new Cursor(Optional.empty(), ID));
  }
}
