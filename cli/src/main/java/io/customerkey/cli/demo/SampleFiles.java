package io.customerkey.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * The files of the story where nobody names others: a small tree, always the same. Texts, names in
 * several scripts, an empty file, and one that takes several chunks.
 */
final class SampleFiles {
  private static final int LARGE = 9_500_000;
  private static final List<String> FOLDERS =
      List.of("Calibration", "Contracts/2026", "Drawings/Housing", "Personnel", "Отчёты", "社内");
  private static final List<String> SUBJECTS =
      List.of(
          "pressure bench",
          "flow sensor",
          "vacuum gauge",
          "valve test",
          "supplier audit",
          "field trial",
          "thermal cycle",
          "torque rig");

  private SampleFiles() {}

  /** Writes them into an empty folder. */
  static Path writeTo(Path folder) throws IOException {
    Random random = new Random(2026);
    for (String name : FOLDERS) {
      Path inside = Files.createDirectories(folder.resolve(name));
      for (String subject : SUBJECTS) {
        int number = 100 + random.nextInt(900);
        Files.writeString(
            inside.resolve("Aldermoor " + subject + " report " + number + ".txt"),
            report(subject, number, random));
      }
    }
    byte[] film = new byte[LARGE];
    random.nextBytes(film);
    Files.write(folder.resolve("Drawings/Assembly of the flow sensor, take 3.mp4"), film);
    Files.createFile(folder.resolve("Personnel/Vacancies of this spring, none yet.txt"));
    return folder;
  }

  private static String report(String subject, int number, Random random) {
    StringBuilder text = new StringBuilder();
    text.append("Aldermoor Instruments, in confidence: ").append(subject);
    text.append(", series ").append(number).append("\n\n");
    int lines = 5 + random.nextInt(60);
    for (int i = 1; i <= lines; i++) {
      text.append("Reading ").append(i).append(" of the ").append(subject);
      text.append(" showed ").append(random.nextInt(100_000)).append(" units, a drift of ");
      text.append(random.nextInt(1000)).append(" against series ").append(number - i);
      text.append(".\n");
    }
    return text.toString();
  }
}
