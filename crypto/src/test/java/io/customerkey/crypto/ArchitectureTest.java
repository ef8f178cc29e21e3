package io.customerkey.crypto;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses module =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.customerkey.crypto");

  @Test
  void dependsOnTheJdkJSpecifyAndBouncyCastleOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "org.jspecify..",
            "org.bouncycastle..",
            "io.customerkey.crypto..")
        .check(module);
  }

  @Test
  void doesNoInputOrOutputAndReadsNoClock() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.net..",
            "java.nio.file..",
            "java.nio.channels..",
            "java.util.logging..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .check(module);
  }

  @Test
  void usesBouncyCastleForKeyWrapWithPaddingOnly() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.customerkey.crypto.key.AvailabilityKey$Rfc5649")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .check(module);
  }

  @Test
  void createsRandomnessInOnePlace() {
    noClasses()
        .that()
        .areNotAssignableTo(SecureRandomSource.class)
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.security.SecureRandom")
        .check(module);
  }

  @Test
  void hasNoCyclesBetweenPackages() {
    SlicesRuleDefinition.slices()
        .matching("io.customerkey.crypto.(*)..")
        .should()
        .beFreeOfCycles()
        .check(module);
  }
}
