package io.customerkey.sharepoint;

import static io.customerkey.sharepoint.fake.SharePointStack.CHUNK;

import io.customerkey.encryptor.fake.Ids;
import org.junit.jupiter.api.BeforeEach;

/** Tests of a site with one file, of three chunks. */
abstract class WithOneFile extends WithOneSite {
  final byte[] content = Ids.random(3 * CHUNK);

  @BeforeEach
  void put() {
    workload.put(site, file, content);
  }
}
