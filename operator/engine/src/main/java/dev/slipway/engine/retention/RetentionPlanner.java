package dev.slipway.engine.retention;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides what stays, and says why. Knows nothing of stores and clocks: the same question has the
 * same answer.
 */
public final class RetentionPlanner {
  /** Why something stays that a release may need. */
  public static final String REFERRED = "a release refers to it";

  /** Nobody writes at one backup for longer. */
  static final Duration WRITING = Duration.ofDays(1);

  /** Between a manifest's seal and the manifest itself is a moment; later somebody took it away. */
  private static final Duration SEALING = Duration.ofHours(1);

  private static final Comparator<StoredItem> NEWEST_FIRST =
      comparing(StoredItem::at).reversed().thenComparing(StoredItem::location);

  private final RetentionPolicy policy;
  private final Set<String> referred;
  private final Instant now;
  private final List<Decision> decisions = new ArrayList<>();

  private RetentionPlanner(RetentionPolicy policy, Collection<String> referred, Instant now) {
    this.policy = policy;
    this.referred = Set.copyOf(referred);
    this.now = now;
  }

  /**
   * Decides about everything in a store.
   *
   * @param referred locations of what an unfinished or recent release refers to: a backup, an undo
   *     file, or the folder of either
   */
  public static List<Decision> plan(
      Collection<StoredItem> items,
      RetentionPolicy policy,
      Collection<String> referred,
      Instant now) {
    var planner = new RetentionPlanner(policy, referred, now);
    items.stream()
        .collect(groupingBy(StoredItem::environment, TreeMap::new, toList()))
        .values()
        .forEach(planner::environment);
    return planner.decisions;
  }

  private void environment(List<StoredItem> items) {
    var decided = new ArrayList<Decision>();
    var releases = Allowance.groups(policy.releases(), "releases", StoredItem::folder);
    newest(items, ItemKind.UNDO).forEach(it -> decided.add(undo(it, releases)));
    var waysBack =
        decided.stream().filter(Decision::kept).map(it -> it.item().folder()).collect(toSet());
    newest(items, ItemKind.BACKUP).stream()
        .collect(groupingBy(it -> Objects.requireNonNull(it.scope()), TreeMap::new, toList()))
        .values()
        .forEach(it -> decided.addAll(backups(it, waysBack)));
    decided.addAll(checkpoints(newest(items, ItemKind.CHECKPOINT)));
    newest(items, ItemKind.INCOMPLETE).forEach(it -> decided.add(incomplete(it)));
    newest(items, ItemKind.HALF).forEach(it -> decided.add(incomplete(it)));
    newest(items, ItemKind.UNREADABLE)
        .forEach(it -> decided.add(Decision.keep(it, "a person has to look at it: " + it.note())));
    newest(items, ItemKind.UNKNOWN).forEach(it -> decided.add(Decision.keep(it, it.note())));
    decided.sort(comparing(Decision::item, NEWEST_FIRST));
    decisions.addAll(decided);
  }

  /** A backup without files keeps none with files from being kept: each scope by itself. */
  private List<Decision> backups(List<StoredItem> newestFirst, Set<String> waysBack) {
    var allowances =
        List.of(
            Allowance.newest(policy.last(), "backups"),
            Allowance.ofEach(policy.daily(), "day", it -> day(it).toString()),
            Allowance.ofEach(policy.weekly(), "week", it -> week(day(it))),
            Allowance.ofEach(policy.monthly(), "month", it -> YearMonth.from(day(it)).toString()));
    var newestVerified = newestFirst.stream().filter(it -> it.verified() != null).findFirst();
    var decided = new ArrayList<Decision>();
    for (var item : newestFirst) {
      var keeps = new ArrayList<>(always(item));
      if (item.equals(newestFirst.getFirst())) {
        keeps.add("the newest one");
      }
      if (newestVerified.filter(item::equals).isPresent()) {
        keeps.add("the newest that was verified");
      }
      if (waysBack.contains(item.folder())) {
        keeps.add("the way back of its release is beside it");
      }
      decided.add(decide(item, keeps, allowances));
    }
    return decided;
  }

  private List<Decision> checkpoints(List<StoredItem> newestFirst) {
    var kept = policy.checkpoints();
    if (kept == null) {
      return newestFirst.stream()
          .map(it -> Decision.keep(it, "no number of checkpoints was given"))
          .toList();
    }
    var allowances = List.of(Allowance.newest(kept, "checkpoints"));
    return newestFirst.stream().map(it -> decide(it, always(it), allowances)).toList();
  }

  private Decision undo(StoredItem item, Allowance releases) {
    return decide(item, always(item), List.of(releases));
  }

  private Decision decide(StoredItem item, List<String> always, List<Allowance> allowances) {
    var keeps = new ArrayList<>(always);
    var lets = new ArrayList<String>();
    for (var allowance : allowances) {
      var answer = allowance.ask(item);
      if (answer.keeps()) {
        keeps.add(answer.why());
      } else if (allowance.counts()) {
        lets.add(answer.why());
      }
    }
    if (!keeps.isEmpty()) {
      return Decision.keep(item, keeps);
    }
    return Decision.remove(item, lets.isEmpty() ? List.of("none of them is to stay") : lets);
  }

  /** Whatever the policy says. */
  private List<String> always(StoredItem item) {
    var keeps = new ArrayList<String>();
    if (item.pinned()) {
      keeps.add("pinned");
    }
    if (referred.contains(item.location()) || referred.contains(item.folder())) {
      keeps.add(REFERRED);
    }
    return keeps;
  }

  private Decision incomplete(StoredItem item) {
    var keeps = always(item);
    if (!keeps.isEmpty()) {
      return Decision.keep(item, keeps);
    }
    var patience = item.kind() == ItemKind.HALF ? SEALING : WRITING;
    return item.at().plus(patience).isAfter(now)
        ? Decision.keep(item, "somebody may be writing it")
        : Decision.remove(item, List.of("nobody has finished it since " + item.at()));
  }

  private LocalDate day(StoredItem item) {
    return item.at().atZone(policy.zone()).toLocalDate();
  }

  private static String week(LocalDate day) {
    return String.format(
        Locale.ROOT,
        "%d-W%02d",
        day.get(IsoFields.WEEK_BASED_YEAR),
        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  private static List<StoredItem> newest(List<StoredItem> items, ItemKind kind) {
    return items.stream().filter(it -> it.kind() == kind).sorted(NEWEST_FIRST).toList();
  }
}
