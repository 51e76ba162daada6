package dev.slipway.engine.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One walk through the rows of both sides, which come in the same order and with the same columns.
 * It holds no more than three rows, however many there are.
 */
final class RowMerge {
  private static final int PROGRESS_EVERY = 1 << 13;

  private final RowPlan plan;
  private final Comparator<CopyRow> order;
  private final @Nullable RowKey key;
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
    this.order = plan.comparator();
    this.key = plan.key();
    this.sampleKeys = sampleKeys;
    this.progress = progress;
  }

  RowComparison merge(OrderedRows a, OrderedRows b) throws IOException {
    for (long steps = 1; a.current() != null || b.current() != null; steps++) {
      // no row is held here, since rows may be large: only the two that are compared, and the next
      int difference = difference(a.current(), b.current());
      if (difference <= 0) {
        a.advance();
      }
      if (difference >= 0) {
        b.advance();
      }
      if (steps % PROGRESS_EVERY == 0) {
        progress.accept(steps);
      }
    }
    return result();
  }

  /** Takes note of the rows that come next: negative where that is the left one alone. */
  private int difference(@Nullable CopyRow left, @Nullable CopyRow right) {
    if (left != null && right != null) {
      int difference = order.compare(left, right);
      if (difference == 0) {
        both(left, right);
        return 0;
      }
      return difference < 0 ? onlyInA(left) : onlyInB(right);
    }
    if (left != null) {
      return onlyInA(left);
    }
    return right == null ? 0 : onlyInB(right);
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

  private int onlyInA(CopyRow row) {
    onlyInA++;
    sample(samplesOnlyInA, row);
    return -1;
  }

  private int onlyInB(CopyRow row) {
    onlyInB++;
    sample(samplesOnlyInB, row);
    return 1;
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
