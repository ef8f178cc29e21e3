package io.customerkey.unwrap.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.azure.CorpusAnswer.Meaning;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.verdict.Outcome;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every answer of the corpus through the genuine SDK: byte for byte from a server of ours, and once
 * more from the emulator where that can give it. Prints the confusion matrix.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerCorpusIT {
  private final ConfusionMatrix matrix = new ConfusionMatrix();
  private final ConfusionMatrix emulated = new ConfusionMatrix();
  private AnswerStage stage;
  private EmulatorScenes scenes;

  @BeforeAll
  void start(@TempDir Path folder) {
    stage = new AnswerStage(folder);
    scenes = new EmulatorScenes(stage.stack);
  }

  @AfterAll
  void stop() {
    stage.close();
    long recorded = CorpusAnswer.all().filter(CorpusAnswer::recorded).count();
    long all = CorpusAnswer.all().count();
    System.out.println("answers, byte for byte:\n" + matrix);
    System.out.println("answers of the emulator:\n" + emulated);
    System.out.println(
        "recorded from genuine Azure: "
            + recorded
            + ", built from documentation: "
            + (all - recorded));
    assertThat(matrix.confused() + emulated.confused()).isZero();
  }

  static Stream<CorpusAnswer> answers() {
    return CorpusAnswer.all();
  }

  static Stream<CorpusAnswer> emulatedAnswers() {
    return CorpusAnswer.all().filter(CorpusAnswer::isEmulated);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void meansWhatTheTableSays(CorpusAnswer answer) {
    AnswerStage.Played played = stage.play(answer);
    Meaning meaning = Meaning.of(played.answer());
    matrix.add(answer.expected().outcome(), meaning.outcome());
    assertThat(meaning).as(answer.source()).isEqualTo(answer.expected());
    int counted = answer.expectation("counted").asBoolean() ? 1 : 0;
    assertThat(played.counted()).as("counted as unknown").isEqualTo(counted);
    if (!answer.operation().equals("open")) {
      assertEvidence(answer, played);
    }
    assertThat(stage.events.trustedTheStranger()).isZero();
  }

  @ParameterizedTest
  @MethodSource("emulatedAnswers")
  void meansTheSameFromTheEmulator(CorpusAnswer answer) {
    VaultAnswer<?> observed = scenes.play(answer);
    Meaning meaning = Meaning.of(observed);
    emulated.add(answer.expected().outcome(), meaning.outcome());
    assertThat(meaning).isEqualTo(answer.expected());
    String code =
        answer.json().path("emulator").path("code").asText(answer.expectation("code").asText(""));
    if (answer.where().equals("vault")) {
      assertThat(observed.evidence().errorCode()).isEqualTo(code);
    }
    assertThat(observed.evidence().httpStatus()).isEqualTo(answer.expectation("status").asInt());
    assertThat(observed.evidence().stage().text()).isEqualTo(answer.expectation("stage").asText());
  }

  @Test
  void hasEnoughAnswersOfEveryClassEachWithItsSource() {
    assertThat(CorpusAnswer.all()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(CorpusAnswer.all()).extracting(CorpusAnswer::name).doesNotHaveDuplicates();
    assertThat(CorpusAnswer.all()).noneMatch(answer -> answer.source().isBlank());
    assertThat(CorpusAnswer.all())
        .extracting(answer -> answer.expected().outcome())
        .contains(Outcome.values());
  }

  private static void assertEvidence(CorpusAnswer answer, AnswerStage.Played played) {
    Evidence evidence = played.answer().evidence();
    assertThat(evidence.key()).isEqualTo(played.request().key());
    assertThat(evidence.requestId()).isEqualTo(played.request().requestId());
    assertThat(evidence.stage().text()).isEqualTo(answer.expectation("stage").asText());
    assertThat(evidence.httpStatus()).isEqualTo(answer.expectation("status").asInt());
    assertThat(evidence.errorCode()).isEqualTo(answer.expectation("code").asText(""));
    assertThat(evidence.ended()).isAfterOrEqualTo(evidence.started());
    boolean named = !answer.where().equals("network") && evidence.httpStatus() != 0;
    assertThat(evidence.serverRequestId()).isEqualTo(named ? AnswerStage.SERVER_REQUEST : "");
    if (played.answer() instanceof VaultAnswer.Unavailable<?> unavailable) {
      String wait = unavailable.retryAfter().map(Object::toString).orElse("");
      assertThat(wait).isEqualTo(answer.expectation("retryAfter").asText(""));
    }
  }
}
