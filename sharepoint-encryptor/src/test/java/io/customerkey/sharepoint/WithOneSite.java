package io.customerkey.sharepoint;

import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.sharepoint.fake.OneSite;
import io.customerkey.sharepoint.fake.Tables;
import io.customerkey.sharepoint.fake.Workload;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of an empty site, each with a workload of its tenant. */
abstract class WithOneSite {
  @Inject OneSite one;
  @Inject Tables tables;

  final FileId file = FileId.random(Ids.RANDOM);
  SiteId site;
  Workload workload;

  @BeforeEach
  void open() {
    site = one.id();
    workload = one.workload();
  }

  @AfterEach
  void close() {
    workload.close();
    one.reset();
  }
}
