package dev.slipway.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressTest {
  @Test
  void namesABucketAndWhatIsBelow() {
    assertThat(StoreAddress.parse("s3://backups/shop/prod"))
        .isEqualTo(new StoreAddress.Bucket("backups", "shop/prod"));
    assertThat(StoreAddress.parse("s3://backups"))
        .isEqualTo(new StoreAddress.Bucket("backups", ""));
  }

  @Test
  void namesAFolder() {
    assertThat(StoreAddress.parse("dir:some/folder"))
        .isEqualTo(new StoreAddress.Folder(Path.of("some/folder")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dir:", "s3://", "s3:///prefix", "backups", "http://backups"})
  void refusesWhatIsNoStore(String text) {
    var refusal = Failures.codeOf(() -> StoreAddress.parse(text));

    assertThat(refusal).isEqualTo(FailureCode.ORDER_INVALID);
  }

  @Test
  void needsAnAccountForABucket() {
    var refusal = Failures.codeOf(() -> StoreAddress.parse("s3://backups").open(null));

    assertThat(refusal).isEqualTo(FailureCode.ORDER_INVALID);
  }
}
