package io.customerkey.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.customerkey.cli");

  @Test
  void packagesFormNoCycle() {
    SlicesRuleDefinition.slices()
        .matching("io.customerkey.cli.(*)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void onlyTheDemonstrationLooksIntoDatabaseAndKafka() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..demo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void onlyMailParsesMail() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..mail..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.james..")
        .check(CLASSES);
  }

  @Test
  void onlyCommandsKnowTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..command..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..")
        .check(CLASSES);
  }
}
