package io.customerkey.unwrap.azure;

import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.FaultReason;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.UnavailableReason;
import java.util.Set;

/**
 * The table of answers ("Reading a vault's answer") as a pure function. A denial takes a positive
 * sign in the form that Azure documents: a 403, 404, 409 or 400 that does not carry Key Vault's own
 * error body (a proxy's page, say) is an unknown answer, and every unknown answer is unavailable.
 * Under 403 and 409 an inner code counts only below the outer code that belongs to the status.
 *
 * <p>Sources: those of each answer in the tests' {@code answers.json}; above all Microsoft Learn,
 * "Azure Key Vault REST API error codes", and the "Troubleshooting" of the Azure SDK for Java.
 */
final class AnswerClassifier {
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int LAST_SERVER_ERROR = 599;

  private static final String FORBIDDEN_CODE = "Forbidden";
  private static final Set<String> BEING_DELETED =
      Set.of("ObjectIsBeingDeleted", "ObjectIsDeletedButRecoverable");

  /** 7000229: the application has no service principal in the directory (any more). */
  private static final Set<Integer> CONSENT = Set.of(65001, 700016, 7000112, 7000229);

  private static final Set<Integer> CREDENTIAL = Set.of(7000215, 7000222, 700027);

  private AnswerClassifier() {}

  /**
   * @param happening what was seen
   * @return class and reason; never a success
   */
  static Judgement judge(Happening happening) {
    return switch (happening.ending()) {
      case CUT_OFF -> unavailable(UnavailableReason.UNREACHABLE);
      case NOT_SENT -> unavailable(UnavailableReason.TOKEN);
      case OTHER_KEY -> new Judgement.Fault(FaultReason.OTHER_KEY_ANSWERED);
      case IMPOSSIBLE_KEY -> new Judgement.Fault(FaultReason.ANSWER_TOO_LARGE);
      case ANSWERED, UNREADABLE, TOO_LARGE ->
          happening.stage() == Stage.TOKEN ? ofToken(happening) : ofVault(happening);
    };
  }

  private static Judgement ofToken(Happening happening) {
    Set<Integer> numbers = happening.aadsts();
    if (numbers.stream().anyMatch(CREDENTIAL::contains)) {
      return unavailable(UnavailableReason.OUR_CREDENTIAL);
    }
    int status = happening.status();
    boolean refused = status == BAD_REQUEST || status == UNAUTHORIZED;
    if (refused && !numbers.isEmpty() && CONSENT.containsAll(numbers)) {
      return denied(DenialReason.CONSENT_REMOVED);
    }
    boolean busy =
        status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || isServersTrouble(status);
    return new Judgement.Unavailable(UnavailableReason.TOKEN, busy);
  }

  private static Judgement ofVault(Happening happening) {
    int status = happening.status();
    if (isServersTrouble(status)) {
      return unavailable(UnavailableReason.VAULT_ERROR);
    }
    return switch (status) {
      case BAD_REQUEST ->
          happening.code().isEmpty() ? unknown() : new Judgement.Fault(FaultReason.REQUEST_REFUSED);
      case UNAUTHORIZED -> unauthorized(happening);
      case FORBIDDEN -> forbidden(happening);
      case NOT_FOUND ->
          happening.code().equals("KeyNotFound") ? denied(DenialReason.KEY_DELETED) : unknown();
      case REQUEST_TIMEOUT -> unavailable(UnavailableReason.VAULT_ERROR);
      case CONFLICT ->
          BEING_DELETED.contains(deciding(happening, "Conflict"))
              ? denied(DenialReason.KEY_DELETED)
              : unknown();
      case TOO_MANY_REQUESTS -> unavailable(UnavailableReason.THROTTLED);
      default -> unknown();
    };
  }

  private static Judgement unauthorized(Happening happening) {
    boolean elsewhere =
        happening.challenged() == Happening.Challenged.OTHER
            || happening.marker() == Happening.Marker.AKV10032;
    return elsewhere && happening.ending() == Happening.Ending.ANSWERED
        ? denied(DenialReason.VAULT_MOVED)
        : unavailable(UnavailableReason.TOKEN);
  }

  private static Judgement forbidden(Happening happening) {
    return switch (deciding(happening, FORBIDDEN_CODE)) {
      case "KeyDisabled" -> denied(DenialReason.KEY_DISABLED);
      case "ForbiddenByPolicy", "ForbiddenByRbac", "AccessDenied" ->
          denied(DenialReason.PERMISSION_REMOVED);
      case "ForbiddenByFirewall", "ForbiddenByConnection" -> denied(DenialReason.NETWORK_RULE);
      case "" -> forbiddenWithoutInnerCode(happening);
      default ->
          happening.code().equals(FORBIDDEN_CODE) ? denied(DenialReason.FORBIDDEN) : unknown();
    };
  }

  private static Judgement forbiddenWithoutInnerCode(Happening happening) {
    if (!happening.code().equals(FORBIDDEN_CODE)) {
      return unknown();
    }
    return denied(
        happening.marker() == Happening.Marker.DISABLED
            ? DenialReason.KEY_DISABLED
            : DenialReason.FORBIDDEN);
  }

  /** The inner code below the status's own, or an outer code that stands alone. */
  private static String deciding(Happening happening, String outer) {
    if (happening.code().equals(outer)) {
      return happening.innerCode();
    }
    return happening.innerCode().isEmpty() ? happening.code() : "";
  }

  private static boolean isServersTrouble(int status) {
    return status >= FIRST_SERVER_ERROR && status <= LAST_SERVER_ERROR;
  }

  private static Judgement denied(DenialReason reason) {
    return new Judgement.Denied(reason);
  }

  private static Judgement unknown() {
    return new Judgement.Unavailable(UnavailableReason.UNKNOWN_ANSWER, false);
  }

  private static Judgement unavailable(UnavailableReason reason) {
    return new Judgement.Unavailable(reason, true);
  }
}
