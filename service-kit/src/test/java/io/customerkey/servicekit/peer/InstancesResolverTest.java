package io.customerkey.servicekit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.servicekit.peer.Addresses.Address;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver.Listener2;
import io.grpc.NameResolver.ResolutionResult;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstancesResolverTest {
  private final List<StatusOr<List<EquivalentAddressGroup>>> heard = new ArrayList<>();

  @Test
  void findsEveryInstanceUnderTheNameThatItsCertificateMustHave() {
    start("127.0.0.1:7001, 127.0.0.2:7002");

    List<EquivalentAddressGroup> found = heard.getFirst().getValue();
    assertThat(found)
        .extracting(group -> group.getAddresses().getFirst().toString())
        .containsExactly("/127.0.0.1:7001", "/127.0.0.2:7002");
    assertThat(found)
        .extracting(
            group -> group.getAttributes().get(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE))
        .containsExactly("127.0.0.1", "127.0.0.2");
  }

  @Test
  void looksAgainWhenAConnectionFailed() {
    InstancesResolver resolver = start("127.0.0.1:7001");

    resolver.refresh();

    assertThat(heard).hasSize(2);
  }

  @Test
  void goesOnWithTheOthersWhenOneNameIsUnknown() {
    start("unknown.invalid:7001,127.0.0.1:7002");

    assertThat(heard.getFirst().getValue()).hasSize(1);
  }

  @Test
  void saysWhichNameIsUnknownWhenNoneIsLeft() {
    start("unknown.invalid:7001");

    Status status = heard.getFirst().getStatus();
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(status.getDescription()).contains("unknown.invalid");
  }

  @Test
  void saysNothingAfterItsEnd() {
    InstancesResolver resolver = start("127.0.0.1:7001");
    resolver.shutdown();

    resolver.refresh();

    assertThat(heard).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", ":1", "host:", "host:0", "host:65536", "a:1,,b:2", "a:x"})
  void refusesWhatIsNoListOfAddresses(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Addresses.parse(text))
        .withMessageContaining("is not host:port");
  }

  private InstancesResolver start(String addresses) {
    List<Address> parsed = Addresses.parse(addresses);
    InstancesResolver resolver =
        new InstancesResolver("key-unwrap-service", parsed, Runnable::run, Runnable::run);
    resolver.start(
        new Listener2() {
          @Override
          public Status onResult2(ResolutionResult result) {
            heard.add(result.getAddressesOrError());
            return Status.OK;
          }

          @Override
          public void onResult(ResolutionResult result) {
            heard.add(result.getAddressesOrError());
          }

          @Override
          public void onError(Status failure) {
            heard.add(StatusOr.fromStatus(failure));
          }
        });
    return resolver;
  }
}
