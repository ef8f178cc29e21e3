package io.customerkey.exchange.fake;

import io.customerkey.encryptor.fake.EncryptorStack;
import io.customerkey.localstack.data.Service;
import java.util.HashMap;
import java.util.Map;

/** The local stack, with exchange-encryptor as its own peers. */
public final class ExchangeStack extends EncryptorStack {
  public ExchangeStack() {
    super(Service.EXCHANGE_ENCRYPTOR);
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(super.start());
    settings.put("customerkey.exchange.sweep-interval", "1h");
    return settings;
  }
}
