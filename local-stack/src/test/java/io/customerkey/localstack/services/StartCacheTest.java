package io.customerkey.localstack.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTest {
  private static final String OUTPUT = "-XX:AOTCacheOutput=";
  private static final String INPUT = "-XX:AOTCache=";

  @TempDir private Path home;
  private Path jar;

  @BeforeEach
  void build() throws IOException {
    jar = Files.createDirectories(home.resolve("application/lib")).resolve("program.jar");
    Files.writeString(jar, "first");
  }

  @Test
  void recordsWhereThereIsNoneAndStartsFromWhatWasKept() throws IOException {
    StartCache first = cache("-Xmx1g");
    Files.writeString(draft(first.arguments()), "learned");
    assertThat(first.isRecording()).isTrue();
    first.keep();

    StartCache second = cache("-Xmx1g");

    assertThat(Path.of(value(second.arguments(), INPUT))).hasContent("learned");
    assertThat(second.isRecording()).isFalse();
  }

  @Test
  void keepsNothingOfARunThatWroteNothing() {
    StartCache first = cache("-Xmx1g");
    first.arguments();

    first.keep();

    assertThat(cache("-Xmx1g").arguments()).singleElement().asString().startsWith(OUTPUT);
  }

  @Test
  void startsFromNoneOfAnotherBuildOrOtherFlags() throws IOException {
    record("-Xmx1g");

    assertThat(cache("-Xmx2g").arguments()).singleElement().asString().startsWith(OUTPUT);
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));
    assertThat(cache("-Xmx1g").arguments()).singleElement().asString().startsWith(OUTPUT);
  }

  @Test
  void keepsOnlyTheNewestOfAProgram() throws IOException {
    String old = record("-Xmx1g");
    Files.writeString(jar, "second, longer");

    String fresh = record("-Xmx1g");

    assertThat(Path.of(old)).doesNotExist();
    assertThat(Path.of(fresh)).exists();
  }

  @Test
  void discardsOnlyWhatTheProcessHadStartedFrom() throws IOException {
    StartCache recording = cache("-Xmx1g");
    recording.arguments();
    assertThat(recording.discard()).isFalse();
    Path kept = Path.of(record("-Xmx1g"));
    StartCache using = cache("-Xmx1g");
    using.arguments();

    assertThat(using.discard()).isTrue();

    assertThat(kept).doesNotExist();
    assertThat(using.arguments()).singleElement().asString().startsWith(OUTPUT);
  }

  @Test
  void isLeftOutWhereNothingCanBeWritten() throws IOException {
    Files.createDirectories(home.resolve("target"));
    Files.writeString(home.resolve("target/start"), "a file, no folder");

    assertThat(cache("-Xmx1g").arguments()).isEmpty();
  }

  @Test
  void recordsNothingUnlessItIsTo() {
    StartCache cache =
        new StartCaches(home, false).of("program", home.resolve("application"), List.of());

    assertThat(cache.arguments()).isEmpty();
    assertThat(cache.isRecording()).isFalse();
  }

  @Test
  void deletesDraftsOfProcessesThatAreGone() throws IOException {
    Path left = Files.createDirectories(home.resolve("target/start/draft-999999999"));
    Files.writeString(left.resolve("program.aot"), "half");

    cache("-Xmx1g");

    assertThat(left).doesNotExist();
  }

  private StartCache cache(String flag) {
    return new StartCaches(home, true).of("program", home.resolve("application"), List.of(flag));
  }

  private String record(String flag) throws IOException {
    StartCache cache = cache(flag);
    Files.writeString(draft(cache.arguments()), "learned");
    cache.keep();
    return value(cache.arguments(), INPUT);
  }

  private static Path draft(List<String> arguments) {
    return Path.of(value(arguments, OUTPUT));
  }

  private static String value(List<String> arguments, String option) {
    return arguments.stream()
        .filter(argument -> argument.startsWith(option))
        .findFirst()
        .orElseThrow()
        .substring(option.length());
  }
}
