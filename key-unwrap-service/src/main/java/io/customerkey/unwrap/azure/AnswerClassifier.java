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
 *
 * <p>Sources: Microsoft Learn, "Azure Key Vault REST API error codes", "Common error codes for
 * Azure Key Vault", "Microsoft Entra authentication and authorization error codes".
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

  private static final Set<String> DISABLED = Set.of("KeyDisabled");
  private static final Set<String> PERMISSION =
      Set.of("ForbiddenByPolicy", "ForbiddenByRbac", "AccessDenied");
  private static final Set<String> NETWORK = Set.of("ForbiddenByFirewall", "ForbiddenByConnection");
  private static final Set<String> GONE = Set.of("KeyNotFound");
  private static final Set<String> BEING_DELETED =
      Set.of("ObjectIsBeingDeleted", "ObjectIsDeletedButRecoverable");

  private static final Set<Integer> CONSENT = Set.of(65001, 700016, 7000112);
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
      case ANSWERED, UNREADABLE, TOO_LARGE, OTHER_KEY ->
          happening.stage() == Stage.TOKEN ? ofToken(happening) : ofVault(happening);
    };
  }

  private static Judgement ofToken(Happening happening) {
    Set<Integer> numbers = happening.aadsts();
    if (numbers.stream().anyMatch(CREDENTIAL::contains)) {
      return unavailable(UnavailableReason.OUR_CREDENTIAL);
    }
    boolean refused = happening.status() == BAD_REQUEST || happening.status() == UNAUTHORIZED;
    return refused && !numbers.isEmpty() && CONSENT.containsAll(numbers)
        ? denied(DenialReason.CONSENT_REMOVED)
        : unavailable(UnavailableReason.TOKEN);
  }

  private static Judgement ofVault(Happening happening) {
    int status = happening.status();
    if (status >= FIRST_SERVER_ERROR && status <= LAST_SERVER_ERROR) {
      return unavailable(UnavailableReason.VAULT_ERROR);
    }
    if (happening.ending() == Happening.Ending.OTHER_KEY) {
      return new Judgement.Fault(FaultReason.OTHER_KEY_ANSWERED);
    }
    return switch (status) {
      case BAD_REQUEST ->
          happening.code().isEmpty() ? unknown() : new Judgement.Fault(FaultReason.REQUEST_REFUSED);
      case UNAUTHORIZED -> unauthorized(happening);
      case FORBIDDEN -> forbidden(happening);
      case NOT_FOUND -> says(happening, GONE) ? denied(DenialReason.KEY_DELETED) : unknown();
      case REQUEST_TIMEOUT -> unavailable(UnavailableReason.VAULT_ERROR);
      case CONFLICT ->
          says(happening, BEING_DELETED) ? denied(DenialReason.KEY_DELETED) : unknown();
      case TOO_MANY_REQUESTS -> unavailable(UnavailableReason.THROTTLED);
      default ->
          happening.ending() == Happening.Ending.TOO_LARGE && status / 100 == 2
              ? new Judgement.Fault(FaultReason.ANSWER_TOO_LARGE)
              : unknown();
    };
  }

  private static Judgement unauthorized(Happening happening) {
    boolean elsewhere =
        happening.challenged() == Happening.Challenged.OTHER
            || happening.marker() == Happening.Marker.AKV10032;
    return elsewhere ? denied(DenialReason.VAULT_MOVED) : unavailable(UnavailableReason.TOKEN);
  }

  private static Judgement forbidden(Happening happening) {
    boolean vaultsForm = happening.code().equals("Forbidden");
    if (says(happening, DISABLED)
        || (vaultsForm && happening.marker() == Happening.Marker.DISABLED)) {
      return denied(DenialReason.KEY_DISABLED);
    }
    if (says(happening, PERMISSION)) {
      return denied(DenialReason.PERMISSION_REMOVED);
    }
    if (says(happening, NETWORK)) {
      return denied(DenialReason.NETWORK_RULE);
    }
    return vaultsForm ? denied(DenialReason.FORBIDDEN) : unknown();
  }

  private static boolean says(Happening happening, Set<String> codes) {
    return codes.contains(happening.innerCode()) || codes.contains(happening.code());
  }

  private static Judgement denied(DenialReason reason) {
    return new Judgement.Denied(reason);
  }

  private static Judgement unknown() {
    return unavailable(UnavailableReason.UNKNOWN_ANSWER);
  }

  private static Judgement unavailable(UnavailableReason reason) {
    return new Judgement.Unavailable(reason);
  }
}
