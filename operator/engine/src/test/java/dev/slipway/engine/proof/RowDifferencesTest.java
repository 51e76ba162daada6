package dev.slipway.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.TableRows;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowDifferencesTest {
  private static final List<TableRows> SAVED = List.of(rows("a", 1), rows("b", 2), rows("c", 0));

  @Test
  void areNoneWhereEveryTableHasItsRows() {
    var differences = RowDifferences.between(SAVED, SAVED.reversed());

    assertThatCode(() -> differences.requireNone("crm/b1")).doesNotThrowAnyException();
  }

  @Test
  void nameEveryTableThatIsMissingOrOtherOrNew() {
    var restored = List.of(rows("b", 3), rows("c", 0), rows("d", 4));

    var differences = RowDifferences.between(SAVED, restored);

    assertThat(differences.inWords())
        .containsExactly("app.a is missing", "app.b has 3 rows, not 2", "app.d was not in it");
    assertThatThrownBy(() -> differences.requireNone("crm/b1"))
        .isInstanceOfSatisfying(
            EngineException.class,
            it -> assertThat(it.code()).isEqualTo(FailureCode.BACKUP_DAMAGED))
        .hasMessageContaining("crm/b1")
        .hasMessageContaining("app.a is missing; app.b has 3 rows, not 2; app.d was not in it");
  }

  @Test
  void areAFailureWhereATableIsMissingThatHadNoRows() {
    assertThat(RowDifferences.between(SAVED, SAVED.subList(0, 2)).inWords())
        .containsExactly("app.c is missing");
  }

  @Test
  void areCountedWhereTheyAreTooManyToTell() {
    var saved = IntStream.range(0, 2000).mapToObj(it -> rows("t" + it, 1)).toList();

    assertThatThrownBy(() -> RowDifferences.between(saved, List.of()).requireNone("crm/b1"))
        .hasMessageContaining("app.t7 is missing and 1992 more");
  }

  private static TableRows rows(String table, long rows) {
    return new TableRows("app", table, rows, 0);
  }
}
