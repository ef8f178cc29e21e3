package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.onboarding.Approver;
import io.customerkey.dep.onboarding.Approvers;
import io.customerkey.dep.onboarding.Check;
import io.customerkey.dep.onboarding.Declarations;
import io.customerkey.dep.onboarding.KeyInspection;
import io.customerkey.dep.onboarding.KeyPair;
import io.customerkey.dep.onboarding.OnboardingRules;
import io.customerkey.dep.onboarding.Profile;
import io.customerkey.dep.onboarding.Validation;
import io.customerkey.dep.onboarding.ValidationId;
import io.customerkey.dep.onboarding.Validations;
import io.customerkey.dep.tenant.Tenant;
import io.customerkey.dep.tenant.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Validates keys for a tenant and enables it. */
@ApplicationScoped
public class Onboardings {
  private final Tenants tenants;
  private final Approvers approvers;
  private final Validations validations;
  private final KeyInspection inspection;
  private final ValidationRate rate;
  private final Clock clock;
  private final RandomGenerator random;
  private final Duration validFor;

  Onboardings(
      Tenants tenants,
      Approvers approvers,
      Validations validations,
      KeyInspection inspection,
      Clock clock,
      RandomGenerator random,
      @ConfigProperty(name = "customerkey.onboarding.validation-valid-for", defaultValue = "24h")
          Duration validFor) {
    this.tenants = tenants;
    this.approvers = approvers;
    this.validations = validations;
    this.inspection = inspection;
    this.rate = new ValidationRate(clock);
    this.clock = clock;
    this.random = random;
    this.validFor = validFor;
  }

  /**
   * Looks at two keys and everything else; keeps what was seen, and changes nothing.
   *
   * @return every check; fails with NOT_FOUND, with ARGUMENT_INVALID for what is no key id, with
   *     OVERLOADED where the tenant asks too often
   */
  public Uni<Validation> validate(
      TenantId id, KeyPair keys, Profile profile, Declarations declared, Actor actor) {
    return tenants
        .get(id)
        .invoke(() -> rate.begin(id))
        .flatMap(tenant ->
            approvers
                .list(id)
                .flatMap(enrolled -> validate(tenant, enrolled, keys, profile, declared, actor)));
  }

  private Uni<Validation> validate(
      Tenant tenant,
      List<Approver> enrolled,
      KeyPair keys,
      Profile profile,
      Declarations declared,
      Actor actor) {
    var id = new ValidationId(Id128.random(random));
    List<Check> others = OnboardingRules.judge(tenant.trial(), enrolled, declared);
    return inspection
        .inspect(
            new KeyInspection.Look(id, tenant.id(), tenant.directory(), keys, profile),
            actor.request())
        .map(seen ->
            new Validation(
                id,
                tenant.id(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                actor.subject(),
                profile,
                keys,
                Stream.concat(seen.stream(), others.stream()).toList()))
        .call(validation -> validations.save(validation, actor));
  }

  /**
   * Lets a tenant have policies of its own.
   *
   * @return the tenant; fails with NOT_FOUND, TRIAL_TENANT, NOT_VALIDATED
   */
  public Uni<Tenant> enable(TenantId id, KeyPair keys, Actor actor) {
    return validations.enable(id, keys, validFor, actor).flatMap(enabled -> tenants.get(id));
  }
}
