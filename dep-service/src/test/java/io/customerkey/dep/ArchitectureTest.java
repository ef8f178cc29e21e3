package io.customerkey.dep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final String ROOT = "io.customerkey.dep";
  private static final String[] DOMAIN = {
    ROOT + ".assignment",
    ROOT + ".audit",
    ROOT + ".contact",
    ROOT + ".keyuse",
    ROOT + ".mailbox",
    ROOT + ".onboarding",
    ROOT + ".order",
    ROOT + ".policy",
    ROOT + ".posture",
    ROOT + ".refusal",
    ROOT + ".simulation",
    ROOT + ".site",
    ROOT + ".tenant"
  };
  private static final String[] ADAPTERS = {
    ROOT + ".api", ROOT + ".events", ROOT + ".peer", ROOT + ".store", ROOT + ".webhook"
  };
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void theDomainKnowsNoAdapterAndNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(DOMAIN)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta..", "io.quarkus..", "io.vertx..", "org.hibernate..", "io.grpc..")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(ADAPTERS)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".workflow")
        .check(CLASSES);
  }

  @Test
  void theWorkflowKnowsNoAdapter() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".workflow", ROOT + ".statement")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ADAPTERS)
        .check(CLASSES);
  }

  @Test
  void onlyTheStoreTouchesTheDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.persistence..",
            "org.hibernate..",
            "io.quarkus.hibernate..",
            "io.vertx.sqlclient..",
            "io.vertx.mutiny.sqlclient..")
        .check(CLASSES);
  }

  @Test
  void noEntityLeavesTheStore() {
    classes()
        .that()
        .areAnnotatedWith(Entity.class)
        .should()
        .resideInAPackage(ROOT + ".store")
        .andShould()
        .bePackagePrivate()
        .check(CLASSES);
  }

  @Test
  void messagesOfTheProtocolStayWhereTheyAreReadOrWritten() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + ".api", ROOT + ".events", ROOT + ".peer", ROOT + ".statement", ROOT + ".store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.customerkey.protocol.dep..",
            "io.customerkey.protocol.unwrap..",
            "io.customerkey.protocol.availability..",
            "io.customerkey.protocol.event..",
            "io.customerkey.protocol.statement..")
        .check(CLASSES);
  }

  @Test
  void onlyTheApiSpeaksHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".api")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.ws.rs..", "com.fasterxml.jackson..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    SlicesRuleDefinition.slices().matching(ROOT + ".(*)").should().beFreeOfCycles().check(CLASSES);
  }
}
