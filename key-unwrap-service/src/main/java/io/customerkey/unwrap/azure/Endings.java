package io.customerkey.unwrap.azure;

import com.azure.core.exception.HttpResponseException;

/** How a call ended, from what the SDK failed with. The exception's message is never looked at. */
final class Endings {
  private static final int DEEPEST = 12;

  private Endings() {}

  /**
   * @param failure what the SDK failed with
   * @param exchange what was seen; takes in what a failed login saw
   * @return how the call ended
   */
  static Happening.Ending of(Throwable failure, Exchange exchange) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      switch (cause) {
        case LoginFailedException login -> {
          exchange.loginFailed(login.seen());
          return login.seen().ending();
        }
        case AnswerTooLargeException tooLarge -> {
          return exchange.isAnswered()
              ? Happening.Ending.IMPOSSIBLE_KEY
              : Happening.Ending.TOO_LARGE;
        }
        case OtherKeyException other -> {
          return Happening.Ending.OTHER_KEY;
        }
        case UnreadableAnswerException unreadable -> {
          return Happening.Ending.UNREADABLE;
        }
        case HttpResponseException answered -> {
          return exchange.isAnswered() ? Happening.Ending.ANSWERED : Happening.Ending.CUT_OFF;
        }
        default -> cause = cause.getCause();
      }
    }
    if (!exchange.isAnswered()) {
      return Happening.Ending.CUT_OFF;
    }
    return exchange.succeeded() ? Happening.Ending.UNREADABLE : Happening.Ending.ANSWERED;
  }
}
