package io.customerkey.unwrap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final String ROOT = "io.customerkey.unwrap";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void rulesArePure() {
    classes()
        .that()
        .resideInAnyPackage(ROOT + ".rules", ROOT + ".policy", ROOT + ".refusal")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".rules",
            ROOT + ".policy",
            ROOT + ".refusal",
            ROOT + ".verdict",
            ROOT + ".vault",
            "io.customerkey.crypto..",
            "java.lang..",
            "java.time..",
            "java.util..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void judgingAnAnswerIsPure() {
    classes()
        .that()
        .haveSimpleName("AnswerClassifier")
        .or()
        .haveSimpleNameStartingWith("Happening")
        .or()
        .haveSimpleNameStartingWith("Judgement")
        .should()
        .onlyDependOnClassesThat()
        .haveNameMatching(
            ".*\\.azure\\.(AnswerClassifier|Happening|Judgement).*|.*\\.unwrap\\.vault\\..*"
                + "|java\\.(lang|util)\\..*|int|boolean|\\[I")
        .check(CLASSES);
  }

  @Test
  void onlyTheAzureAdapterKnowsAzure() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".azure..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.azure..", "com.microsoft.aad..")
        .check(CLASSES);
  }

  @Test
  void onlyTheStoreSpeaksSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..sqlclient..", "java.sql..")
        .check(CLASSES);
  }

  @Test
  void onlyAdaptersSpeakTheProtocol() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + ".api", ROOT + ".events", ROOT + ".peer", ROOT + ".statement")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.customerkey.protocol..", "com.google.protobuf..", "io.grpc..")
        .check(CLASSES);
  }

  @Test
  void nothingButTheAssemblyDependsOnAdapters() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + ".api",
            ROOT + ".events",
            ROOT + ".peer",
            ROOT + ".statement",
            ROOT + ".store",
            ROOT + ".azure..",
            ROOT + ".assembly")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".api",
            ROOT + ".events",
            ROOT + ".peer",
            ROOT + ".statement",
            ROOT + ".store",
            ROOT + ".azure..",
            ROOT + ".assembly")
        .check(CLASSES);
  }
}
