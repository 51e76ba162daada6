package dev.slipway.engine.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Finding SECRET =
      Finding.acceptableRefusal("literal-secret", "storages", "holds a key", "use a variable");
  private static final Finding ILLEGAL = Finding.refusal("rules", "orders", "no", "change it");
  private static final Finding NOTE = Finding.note("note", "orders", "so it is");

  @Test
  void whatNobodyAcceptsStands() {
    var verdict = Verdict.of(List.of(SECRET, NOTE, ILLEGAL, SECRET), List.of());

    assertThat(verdict.refusals()).containsExactly(SECRET, ILLEGAL);
    assertThat(verdict.standing()).containsExactly(SECRET, NOTE, ILLEGAL);
  }

  @Test
  void whatIsAcceptedByItsIdIsOverruled() {
    var verdict =
        Verdict.of(
            List.of(SECRET, NOTE),
            List.of(new Acceptance("literal-secret:storages", "a public test key")));

    assertThat(verdict.refusals()).isEmpty();
    assertThat(verdict.accepted()).containsExactly(SECRET);
    assertThat(verdict.unheard()).isEmpty();
  }

  @Test
  void nobodyCanAcceptWhatIsNotForPeopleToDecideOrWasNotFound() {
    var verdict =
        Verdict.of(
            List.of(ILLEGAL),
            List.of(new Acceptance("rules:orders", "please"), new Acceptance("rules:x", "why")));

    assertThat(verdict.refusals()).containsExactly(ILLEGAL);
    assertThat(verdict.unheard()).containsExactly("rules:orders", "rules:x");
  }
}
