package dev.slipway.engine.retention;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Keeps so many, and says why it keeps one or why not. To be asked from the newest to the oldest.
 */
final class Allowance {
  private final int count;
  private final Function<StoredItem, String> group;
  private final UnaryOperator<String> kept;
  private final UnaryOperator<String> tooOld;
  private final UnaryOperator<String> notTheNewest;
  private final Set<String> used = new HashSet<>();

  private Allowance(
      int count,
      Function<StoredItem, String> group,
      UnaryOperator<String> kept,
      UnaryOperator<String> tooOld,
      UnaryOperator<String> notTheNewest) {
    this.count = count;
    this.group = group;
    this.kept = kept;
    this.tooOld = tooOld;
    this.notTheNewest = notTheNewest;
  }

  /** The newest ones, each for itself. */
  static Allowance newest(int count, String words) {
    return groups(count, words, StoredItem::location);
  }

  /** All of the newest groups. */
  static Allowance groups(int count, String words, Function<StoredItem, String> group) {
    return new Allowance(
        count,
        group,
        _ -> "one of the newest %s %s".formatted(count, words),
        _ -> "not one of the newest %s %s".formatted(count, words),
        _ -> "");
  }

  /** The newest one of each of the newest periods. */
  static Allowance ofEach(int count, String word, Function<StoredItem, String> period) {
    return new Allowance(
        count,
        period,
        it -> "the newest of %s %s".formatted(word, it),
        it -> "%s %s is not one of the newest %s".formatted(word, it, count),
        it -> "%s %s has a newer one".formatted(word, it));
  }

  /** Whether it was wanted at all. */
  boolean counts() {
    return count > 0;
  }

  Answer ask(StoredItem item) {
    var its = group.apply(item);
    if (used.contains(its)) {
      var why = notTheNewest.apply(its);
      return why.isEmpty() ? new Answer(true, kept.apply(its)) : new Answer(false, why);
    }
    if (used.size() == count) {
      return new Answer(false, tooOld.apply(its));
    }
    used.add(its);
    return new Answer(true, kept.apply(its));
  }

  /**
   * @param why in words, whatever the answer is
   */
  record Answer(boolean keeps, String why) {}
}
