package io.customerkey.unwrap.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.azure.CorpusAnswer.Meaning;
import io.customerkey.unwrap.azure.Perturbation.Kind;
import io.customerkey.unwrap.vault.UnavailableReason;
import io.customerkey.unwrap.verdict.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The corpus with one thing wrong at a time, through the genuine SDK. Nobody is available then,
 * except where status and what is left still state a row of the table; {@link #stillStates} lists
 * these, and they are all there are.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PerturbedAnswersIT {
  /** What Entra adds for people; its documentation forbids programs to react to them. */
  private static final Set<String> FOR_PEOPLE =
      Set.of(
          "/error_description",
          "/error_uri",
          "/timestamp",
          "/trace_id",
          "/correlation_id",
          "/token_type");

  private static final Meaning UNREADABLE =
      new Meaning(Outcome.UNAVAILABLE, UnavailableReason.UNKNOWN_ANSWER.text());
  private static final Meaning NO_TOKEN =
      new Meaning(Outcome.UNAVAILABLE, UnavailableReason.TOKEN.text());
  private static final Meaning FORBIDDEN = new Meaning(Outcome.DENIED, "forbidden");

  private final ConfusionMatrix matrix = new ConfusionMatrix();
  private final AtomicInteger kept = new AtomicInteger();
  private AnswerStage stage;

  @BeforeAll
  void start(@TempDir Path folder) {
    stage = new AnswerStage(folder);
  }

  @AfterAll
  void stop() {
    stage.close();
    System.out.println("perturbed answers:\n" + matrix);
    System.out.println("still stating a row: " + kept);
    assertThat(matrix.confused()).isZero();
  }

  /** Those with a body that decides: success, denial, fault. */
  static Stream<CorpusAnswer> answers() {
    return CorpusAnswer.all()
        .filter(CorpusAnswer::hasJsonBody)
        .filter(answer ->
            switch (answer.expected().outcome()) {
              case OK, DENIED -> true;
              case FAULT -> answer.status() == 400 || answer.operation().equals("open");
              case UNAVAILABLE -> false;
            });
  }

  @ParameterizedTest
  @MethodSource("answers")
  void isUnavailableUnlessItStillStatesARow(CorpusAnswer answer) {
    String operation = answer.operation().equals("wrap") ? "wrap" : checked(answer);
    List<String> wrong = new ArrayList<>();
    for (Perturbation perturbed : Perturbation.of(answer.json().path("answer").path("body"))) {
      Meaning expected = stillStates(answer, perturbed);
      Meaning observed =
          Meaning.of(stage.play(answer, operation, perturbed.body(), answer.headers()).answer());
      matrix.add(expected.outcome(), observed.outcome());
      if (expected.outcome() != Outcome.UNAVAILABLE) {
        kept.incrementAndGet();
      }
      if (!observed.equals(expected)) {
        wrong.add(perturbed + "\n  expected " + expected + ", observed " + observed);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer authorization=\"https://login.microsoftonline.com/common\"",
        "Bearer authorization=\"https://login.microsoftonline.com\"",
        "Bearer authorization=\"${elsewhere}\"",
        "Bearer resource=\"https://vault.azure.net/${elsewhere}\"",
        "Basic realm=\"${elsewhere}\""
      })
  void aChallengeThatNamesNoDirectoryIsNoMove(String challenge) {
    CorpusAnswer alone =
        CorpusAnswer.all()
            .filter(answer -> answer.name().equals("another directory's challenge alone"))
            .findFirst()
            .orElseThrow();
    AnswerStage.Played played = stage.play(alone, "unwrap", "", "WWW-Authenticate: " + challenge);
    assertThat(Meaning.of(played.answer())).isEqualTo(NO_TOKEN);
  }

  /** A key is taken only through the check of its value. */
  private static String checked(CorpusAnswer answer) {
    return answer.status() == 200 ? "open" : "unwrap";
  }

  private static Meaning stillStates(CorpusAnswer answer, Perturbation perturbed) {
    String pointer = perturbed.pointer();
    boolean text = perturbed.kind() == Kind.UNKNOWN;
    if (answer.where().equals("token endpoint")) {
      boolean numberLeft = FOR_PEOPLE.contains(pointer) || (text && pointer.equals("/error"));
      return numberLeft ? answer.expected() : NO_TOKEN;
    }
    return switch (answer.status()) {
      case 200 -> ofSuccess(answer, pointer, text);
      case 400 -> text ? answer.expected() : UNREADABLE;
      case 401 -> answer.headers().length > 0 ? answer.expected() : ofToken(pointer, answer, text);
      case 403 -> of403(answer, perturbed);
      default -> text && pointer.equals("/error/message") ? answer.expected() : UNREADABLE;
    };
  }

  /** Another key answered, or a key that fails its check. */
  private static Meaning ofSuccess(CorpusAnswer answer, String pointer, boolean text) {
    if (text && pointer.equals("/kid")) {
      return new Meaning(Outcome.FAULT, "other_key_answered");
    }
    return text && !answer.operation().equals("wrap")
        ? new Meaning(Outcome.FAULT, "check_value_wrong")
        : UNREADABLE;
  }

  /** AKV10032 is said by the message alone. */
  private static Meaning ofToken(String pointer, CorpusAnswer answer, boolean text) {
    return text && pointer.equals("/error/code") ? answer.expected() : NO_TOKEN;
  }

  /** Without a known cause, what is left of Key Vault's own "Forbidden" is the row "otherwise". */
  private static Meaning of403(CorpusAnswer answer, Perturbation perturbed) {
    String pointer = perturbed.pointer();
    boolean text = perturbed.kind() == Kind.UNKNOWN;
    boolean missing = perturbed.kind() == Kind.MISSING;
    boolean hasInner = !answer.json().at("/answer/body/error/innererror").isMissingNode();
    if (pointer.equals("/error/innererror") && missing) {
      return messageSaysDisabled(answer) ? answer.expected() : FORBIDDEN;
    }
    if (pointer.equals("/error/innererror/code") && text) {
      return FORBIDDEN;
    }
    if (pointer.equals("/error/message") && text) {
      return hasInner || !messageSaysDisabled(answer) || outerStates(answer)
          ? answer.expected()
          : FORBIDDEN;
    }
    return UNREADABLE;
  }

  private static boolean messageSaysDisabled(CorpusAnswer answer) {
    return answer.text().contains("is not allowed on a disabled key");
  }

  private static boolean outerStates(CorpusAnswer answer) {
    return answer.text().contains("\"code\":\"KeyDisabled\",\"message\"");
  }
}
