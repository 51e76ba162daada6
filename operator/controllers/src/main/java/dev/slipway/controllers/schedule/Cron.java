package dev.slipway.controllers.schedule;

import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cron line in a time zone. Each time of its clock comes once, whatever that clock does: one that
 * is left out in spring comes when the clock has gone on, one that comes twice in autumn counts the
 * first time. Only a line of every hour goes by all hours that there are.
 */
public final class Cron {
  /** The longest time without a 29th of February. */
  private static final int YEARS = 8;

  private final CronField minutes;
  private final CronField hours;
  private final CronField daysOfMonth;
  private final CronField months;
  private final CronField weekdays;
  private final ZoneId zone;

  private Cron(String[] fields, ZoneId zone) {
    this.minutes = CronField.minutes(fields[0]);
    this.hours = CronField.hours(fields[1]);
    this.daysOfMonth = CronField.daysOfMonth(fields[2]);
    this.months = CronField.months(fields[3]);
    this.weekdays = CronField.weekdays(fields[4]);
    this.zone = zone;
  }

  /**
   * @param line five fields, which the API server has checked
   */
  public static Cron of(String line, ZoneId zone) {
    return new Cron(line.trim().split(" +", -1), zone);
  }

  /** The first time later than this one; empty where there is none, such as a 31st of February. */
  public Optional<Instant> next(Instant after) {
    var first = date(after);
    return days(first.minusDays(1), first.plusYears(YEARS))
        .flatMap(day -> times(day).filter(time -> time.isAfter(after)).min(naturalOrder()).stream())
        .findFirst();
  }

  /** The last time that is not later than this one. */
  public Optional<Instant> lastUntil(Instant now) {
    var last = date(now);
    return Stream.iterate(last, day -> day.isAfter(last.minusYears(YEARS)), it -> it.minusDays(1))
        .filter(this::isOn)
        .flatMap(day -> times(day).filter(time -> !time.isAfter(now)).max(naturalOrder()).stream())
        .findFirst();
  }

  /** Whether this is one of its times. */
  public boolean isAt(Instant time) {
    return lastUntil(time).filter(time::equals).isPresent();
  }

  private LocalDate date(Instant time) {
    return time.atZone(zone).toLocalDate();
  }

  private Stream<LocalDate> days(LocalDate first, LocalDate end) {
    return first.datesUntil(end).filter(this::isOn);
  }

  /** Where both say which days, it is enough that one of them does. */
  private boolean isOn(LocalDate day) {
    var byDate = daysOfMonth.allows(day.getDayOfMonth());
    var byWeekday = weekdays.allows(day.getDayOfWeek().getValue() % 7);
    var isDay =
        (daysOfMonth.isStar() || weekdays.isStar()) ? byDate && byWeekday : byDate || byWeekday;
    return isDay && months.allows(day.getMonthValue());
  }

  private Stream<Instant> times(LocalDate day) {
    return hours.values().stream()
        .flatMap(hour -> minutes.values().stream().map(minute -> day.atTime(hour, minute)))
        .flatMap(this::instants);
  }

  private Stream<Instant> instants(LocalDateTime local) {
    var offsets = zone.getRules().getValidOffsets(local);
    if (hours.isStar()) {
      return offsets.stream().map(local::toInstant);
    }
    return offsets.isEmpty()
        ? Stream.of(zone.getRules().getTransition(local).getInstant())
        : Stream.of(local.toInstant(offsets.getFirst()));
  }
}
