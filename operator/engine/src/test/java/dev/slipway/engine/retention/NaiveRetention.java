package dev.slipway.engine.retention;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** A policy read sentence by sentence, for one backup at a time. */
final class NaiveRetention {
  private NaiveRetention() {}

  static boolean keeps(
      StoredItem item, List<StoredItem> all, RetentionPolicy policy, List<String> referred) {
    var peers =
        all.stream()
            .filter(it -> it.environment().equals(item.environment()))
            .filter(it -> it.scope() == item.scope())
            .toList();
    Function<StoredItem, LocalDate> day = it -> LocalDate.ofInstant(it.at(), policy.zone());
    return item.pinned()
        || referred.contains(item.location())
        || newer(item, peers, _ -> true) < Math.max(1, policy.last())
        || (item.verified() != null && newer(item, peers, it -> it.verified() != null) == 0)
        || isNewestOfItsPeriod(item, peers, policy.daily(), day)
        || isNewestOfItsPeriod(item, peers, policy.weekly(), day.andThen(NaiveRetention::monday))
        || isNewestOfItsPeriod(
            item, peers, policy.monthly(), day.andThen(it -> it.withDayOfMonth(1)));
  }

  private static boolean isNewestOfItsPeriod(
      StoredItem item,
      List<StoredItem> peers,
      int count,
      Function<StoredItem, LocalDate> beginning) {
    var its = beginning.apply(item);
    long later = peers.stream().map(beginning).filter(it -> it.isAfter(its)).distinct().count();
    return later < count && newer(item, peers, it -> beginning.apply(it).equals(its)) == 0;
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static long newer(StoredItem item, List<StoredItem> peers, Predicate<StoredItem> which) {
    return peers.stream().filter(which).filter(it -> isNewer(it, item)).count();
  }

  /** Of two at one moment the one with the smaller name. */
  private static boolean isNewer(StoredItem one, StoredItem other) {
    int order = one.at().compareTo(other.at());
    return order > 0 || (order == 0 && one.location().compareTo(other.location()) < 0);
  }
}
