package dev.slipway.api.schema;

/**
 * The pattern of a cron line. RE2 knows no recursion, so each field spells itself out: a value,
 * then an item (a star, a value or a range, perhaps with a step), then a list of items.
 */
final class CronFields {
  private static final String STEP = "(/[1-9][0-9]*)?";
  private static final String OR = "(,";
  private static final String TO = "(-";

  private static final String MINUTE = "[0-5]?[0-9]";
  private static final String MINUTES_ITEM = "([*]|" + MINUTE + TO + MINUTE + ")?)" + STEP;
  private static final String MINUTES = MINUTES_ITEM + OR + MINUTES_ITEM + ")*";

  private static final String HOUR = "([01]?[0-9]|2[0-3])";
  private static final String HOURS_ITEM = "([*]|" + HOUR + TO + HOUR + ")?)" + STEP;
  private static final String HOURS = HOURS_ITEM + OR + HOURS_ITEM + ")*";

  private static final String DAY = "(0?[1-9]|[12][0-9]|3[01])";
  private static final String DAYS_ITEM = "([*]|" + DAY + TO + DAY + ")?)" + STEP;
  private static final String DAYS = DAYS_ITEM + OR + DAYS_ITEM + ")*";

  private static final String MONTH =
      "(0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
  private static final String MONTHS_ITEM = "([*]|" + MONTH + TO + MONTH + ")?)" + STEP;
  private static final String MONTHS = MONTHS_ITEM + OR + MONTHS_ITEM + ")*";

  private static final String WEEKDAY = "([0-7]|sun|mon|tue|wed|thu|fri|sat)";
  private static final String WEEKDAYS_ITEM = "([*]|" + WEEKDAY + TO + WEEKDAY + ")?)" + STEP;
  private static final String WEEKDAYS = WEEKDAYS_ITEM + OR + WEEKDAYS_ITEM + ")*";

  static final String LINE = MINUTES + " +" + HOURS + " +" + DAYS + " +" + MONTHS + " +" + WEEKDAYS;

  private CronFields() {}
}
