package dev.slipway.engine.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.store.Failures;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealingTest {
  private final AgeKey key = AgeKey.fresh();
  private final AgeKey other = AgeKey.fresh();

  @Test
  void namesEachRecipientOnceHoweverItWasTyped() {
    var typed = List.of(" " + key.recipient() + "\n", key.recipient());

    assertThat(new Sealing(typed).recipients()).containsExactly(key.recipient());
  }

  @Test
  void refusesWhatIsNoRecipient() {
    var typing = "age1" + key.recipient().substring(5);

    assertThatThrownBy(() -> new Sealing(List.of(typing)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(typing)
        .hasMessageContaining("age-keygen -y");
  }

  @Test
  void refusesAnIdentityAndDoesNotRepeatIt() {
    assertThatThrownBy(() -> new Sealing(List.of(key.identity())))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("is no age recipient")
        .hasMessageNotContaining(key.identity())
        .hasNoCause();
  }

  @Test
  void readsIdentitiesAsAgeKeygenWritesThem() {
    var text =
        "# created: today\n# public key: %s\n%s\n\n".formatted(key.recipient(), key.identity());

    var identities = Identities.parse(text);

    assertThat(identities.recipients()).containsExactly(key.recipient());
    identities.requireOneOf(List.of(other.recipient(), key.recipient()), "it");
    assertThat(Failures.codeOf(() -> identities.requireOneOf(List.of(other.recipient()), "it")))
        .isEqualTo(FailureCode.IDENTITY_WRONG);
    assertThat(Failures.codeOf(() -> Identities.NONE.requireOneOf(List.of(key.recipient()), "it")))
        .isEqualTo(FailureCode.IDENTITY_MISSING);
  }

  @Test
  void showsNoIdentity() {
    assertThat(key.identities().toString()).doesNotContain(key.identity()).contains("hidden");
    assertThatThrownBy(() -> Identities.parse(key.identity() + "X"))
        .isInstanceOf(EngineException.class)
        .hasMessageNotContaining(key.identity())
        .hasNoCause();
  }

  @Test
  void tellsByItsNameWhetherSomethingIsSealed() {
    var name = AgeKey.sealing(key).nameOf("database.dump.zst");

    assertThat(name).isEqualTo("database.dump.zst.age").matches(Sealing::isSealed);
    assertThat(Sealing.clearName(name)).isEqualTo("database.dump.zst");
    assertThat(Sealing.NONE.nameOf("database.dump.zst")).isEqualTo("database.dump.zst");
  }
}
