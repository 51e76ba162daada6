package dev.slipway.engine.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One walk through the rows of both sides, which come in the same order and with the same columns.
 * It holds two rows of each, however many there are.
 */
final class RowMerge {
  private static final int PROGRESS_EVERY = 1 << 13;

  private final RowPlan plan;
  private final @Nullable KeyText key;
  private final int sampleKeys;
  private final LongConsumer progress;

  private final List<List<String>> samplesOnlyInA = new ArrayList<>();
  private final List<List<String>> samplesOnlyInB = new ArrayList<>();
  private final List<ChangedRow> samplesChanged = new ArrayList<>();
  private long onlyInA;
  private long onlyInB;
  private long changed;
  private long same;

  RowMerge(RowPlan plan, int sampleKeys, LongConsumer progress) {
    this.plan = plan;
    this.key = plan.key();
    this.sampleKeys = sampleKeys;
    this.progress = progress;
  }

  RowComparison merge(OrderedRows a, OrderedRows b) throws IOException {
    var order = plan.comparator();
    for (long steps = 1; ; steps++) {
      var left = a.current();
      var right = b.current();
      if (left != null && right != null) {
        int difference = order.compare(left, right);
        if (difference == 0) {
          both(left, right);
          a.advance();
          b.advance();
        } else if (difference < 0) {
          onlyInA(left);
          a.advance();
        } else {
          onlyInB(right);
          b.advance();
        }
      } else if (left != null) {
        onlyInA(left);
        a.advance();
      } else if (right != null) {
        onlyInB(right);
        b.advance();
      } else {
        return result();
      }
      if (steps % PROGRESS_EVERY == 0) {
        progress.accept(steps);
      }
    }
  }

  private void both(CopyRow left, CopyRow right) {
    if (left.isSameAs(right)) {
      same++;
      return;
    }
    changed++;
    if (key != null && samplesChanged.size() < sampleKeys) {
      var names =
          IntStream.range(0, plan.columns().size())
              .filter(column -> !left.hasSame(column, right))
              .mapToObj(plan.columns()::get)
              .toList();
      samplesChanged.add(new ChangedRow(key.of(left), names));
    }
  }

  private void onlyInA(CopyRow row) {
    onlyInA++;
    sample(samplesOnlyInA, row);
  }

  private void onlyInB(CopyRow row) {
    onlyInB++;
    sample(samplesOnlyInB, row);
  }

  private void sample(List<List<String>> samples, CopyRow row) {
    if (key != null && samples.size() < sampleKeys) {
      samples.add(key.of(row));
    }
  }

  private RowComparison result() {
    return new RowComparison(
        plan.keyColumns(),
        onlyInA,
        onlyInB,
        changed,
        same,
        samplesOnlyInA,
        samplesOnlyInB,
        samplesChanged);
  }
}
