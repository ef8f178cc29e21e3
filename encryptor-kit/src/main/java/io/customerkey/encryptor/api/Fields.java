package io.customerkey.encryptor.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Fields of messages to values and back. */
public final class Fields {
  private Fields() {}

  /**
   * @param field its name, for the refusal
   * @return the id
   * @throws CustomerKeyException ARGUMENT_INVALID for another length than 16 bytes
   */
  public static Id128 id(String field, ByteString bytes) {
    if (bytes.size() != Id128.SIZE) {
      throw CustomerKeyException.invalid(field, "an id has 16 bytes");
    }
    return Id128.of(bytes.toByteArray());
  }

  /**
   * @return the 16 bytes
   */
  public static ByteString bytes(Identifier id) {
    return ByteString.copyFrom(id.toByteArray());
  }

  /**
   * @return the time as a message
   */
  public static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /**
   * @param asked 0: the default
   * @return the size of a page
   * @throws CustomerKeyException LIMIT_EXCEEDED beyond {@code most}
   */
  public static int pageSize(int asked, int usual, int most) {
    if (asked < 0 || asked > most) {
      throw CustomerKeyException.limit(
          "page_size", most, "a page has at most " + most + " entries");
    }
    return asked == 0 ? usual : asked;
  }

  /**
   * @return the token of the page behind {@code last}
   */
  public static String pageToken(Identifier last) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(last.toByteArray());
  }

  /**
   * @param token from {@link #pageToken}, or empty
   * @return behind which entry the page begins; empty: at the beginning
   * @throws CustomerKeyException ARGUMENT_INVALID for any other text
   */
  public static Optional<Id128> pageStart(String token) {
    if (token.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Id128.of(Base64.getUrlDecoder().decode(token)));
    } catch (IllegalArgumentException e) {
      throw CustomerKeyException.invalid("page_token", "is not from the page before");
    }
  }
}
