package io.customerkey.exchange.fake;

import io.customerkey.encryptor.fake.EncryptorStack;
import io.customerkey.localstack.data.Service;

/** The local stack, with exchange-encryptor as its own peers. */
public final class ExchangeStack extends EncryptorStack {
  public ExchangeStack() {
    super(Service.EXCHANGE_ENCRYPTOR);
  }
}
