package io.customerkey.sharepoint.assembly;

import io.customerkey.crypto.file.SiteKey;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.encryptor.assembly.KeySettings;
import io.customerkey.encryptor.assignment.Assignments;
import io.customerkey.encryptor.lease.LeasedKeys;
import io.customerkey.encryptor.lease.Moments;
import io.customerkey.encryptor.objectkey.KeyUnwrap;
import io.customerkey.encryptor.objectkey.KeyedObjects;
import io.customerkey.encryptor.objectkey.ObjectKeys;
import io.customerkey.encryptor.objectkey.ObjectKind;
import io.customerkey.encryptor.objectkey.ObjectStore;
import io.customerkey.encryptor.objectkey.RecentObjects;
import io.customerkey.encryptor.peer.KeyUnwraps;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Every part that has to do with the keys of sites. */
@Singleton
final class SiteParts {
  /** Thousands of small files of one site need its row once, not thousands of times. */
  private static final Duration RECENT = Duration.ofSeconds(1);

  @Produces
  @Singleton
  ObjectKind<SiteKey> kind() {
    return new ObjectKind<>(
        KeyKind.SITE,
        Workload.SHAREPOINT,
        "site",
        (key, tenant, site, version) ->
            SiteKey.takeOwnershipOf(key, tenant, new SiteId(site.value()), version));
  }

  @Produces
  @Singleton
  LeasedKeys<SiteKey> leasedKeys(Moments moments, KeySettings settings) {
    return new LeasedKeys<>(moments, settings.cachedKeys());
  }

  @Produces
  @Singleton
  KeyUnwrap<SiteKey> keyUnwrap(KeyUnwraps service, ObjectKind<SiteKey> kind) {
    return service.of(kind);
  }

  @Produces
  @Singleton
  ObjectKeys<SiteKey> keys(
      ObjectKind<SiteKey> kind,
      ObjectStore store,
      KeyUnwrap<SiteKey> keyUnwrap,
      LeasedKeys<SiteKey> leased,
      Moments moments) {
    return new ObjectKeys<>(kind, store, keyUnwrap, leased, moments);
  }

  @Produces
  @Singleton
  KeyedObjects<SiteKey> sites(
      ObjectKind<SiteKey> kind,
      ObjectStore store,
      Assignments assignments,
      KeyUnwrap<SiteKey> keyUnwrap,
      ObjectKeys<SiteKey> keys,
      Moments moments,
      RandomGenerator random) {
    ObjectStore recent = new RecentObjects(store, moments, RECENT);
    return new KeyedObjects<>(kind, recent, assignments, keyUnwrap, keys, moments, random);
  }
}
