package io.customerkey.availability;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.customerkey.crypto.key.AvailabilityKey;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final String ROOT = "io.customerkey.availability";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void rulesAreFreeOfFrameworksTimeAndState() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".rules")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".rules",
            "java.lang..",
            "java.util..",
            "io.customerkey.protocol..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void onlyTheKeyPackageUsesTheHsm() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".key", ROOT + ".hsm")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".hsm")
        .check(CLASSES);
  }

  @Test
  void theHsmKnowsNothingOfTheService() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".hsm")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".key",
            ROOT + ".policy",
            ROOT + ".rules",
            ROOT + ".store",
            ROOT + ".api",
            ROOT + ".events")
        .check(CLASSES);
  }

  @Test
  void nothingDependsOnTheEdges() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".api", ROOT + ".events")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".api", ROOT + ".events")
        .check(CLASSES);
  }

  @Test
  void theEdgesDoNotReachTheTables() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".api", ROOT + ".events")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".store", "io.vertx..sqlclient..")
        .check(CLASSES);
  }

  @Test
  void noMethodOutsideTheHsmGivesAnAvailabilityKeyOut() {
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage(ROOT + ".hsm")
        .and()
        .areNotPrivate()
        .should()
        .haveRawReturnType(AvailabilityKey.class)
        .check(CLASSES);
  }
}
