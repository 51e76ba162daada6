package dev.slipway.controllers.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId UTC = ZoneId.of("UTC");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 3 * * * | 2026-11-21T09:00:00Z | 2026-11-22T03:00:00Z",
        "0 3 * * * | 2026-11-22T03:00:00Z | 2026-11-23T03:00:00Z",
        "0 3 * * * | 2026-11-22T02:59:59Z | 2026-11-22T03:00:00Z",
        "*/15 * * * * | 2026-11-21T09:01:00Z | 2026-11-21T09:15:00Z",
        "5/20 8 * * * | 2026-11-21T08:05:00Z | 2026-11-21T08:25:00Z",
        "0 22 * * 6 | 2026-11-21T22:00:00Z | 2026-11-28T22:00:00Z",
        "0 22 * * SAT | 2026-11-22T00:00:00Z | 2026-11-28T22:00:00Z",
        "0 0 * * 7 | 2026-11-21T00:00:00Z | 2026-11-22T00:00:00Z",
        "0 0 * * fri-sun | 2026-11-22T00:00:00Z | 2026-11-27T00:00:00Z",
        "0 22-2 * * * | 2026-11-21T23:00:00Z | 2026-11-22T00:00:00Z",
        "0 0 1 * * | 2026-12-01T00:00:00Z | 2027-01-01T00:00:00Z",
        "0 0 1 jan-mar * | 2026-12-01T00:00:00Z | 2027-01-01T00:00:00Z",
        "0 0 29 2 * | 2026-11-21T00:00:00Z | 2028-02-29T00:00:00Z",
        "0 0 13 * 5 | 2026-11-21T00:00:00Z | 2026-11-27T00:00:00Z",
        "0 0 13 * 5 | 2026-11-28T00:00:00Z | 2026-12-04T00:00:00Z",
        "1,31  4 * * * | 2026-11-21T04:01:00Z | 2026-11-21T04:31:00Z"
      })
  void comesNext(String line, Instant after, Instant expected) {
    var cron = Cron.of(line, UTC);

    assertThat(cron.next(after)).contains(expected);
    assertThat(cron.lastUntil(expected)).contains(expected);
    assertThat(cron.isAt(expected)).isTrue();
    assertThat(cron.isAt(expected.plusSeconds(1))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0 3 * * *,   2026-11-22T02:59:00Z, 2026-11-21T03:00:00Z",
    "0 3 * * *,   2026-11-22T03:00:59Z, 2026-11-22T03:00:00Z",
    "0 0 29 2 *,  2026-11-22T00:00:00Z, 2024-02-29T00:00:00Z",
    "0 22 * * 6,  2026-11-21T21:00:00Z, 2026-11-14T22:00:00Z"
  })
  void cameLast(String line, Instant now, Instant expected) {
    assertThat(Cron.of(line, UTC).lastUntil(now)).contains(expected);
  }

  @Test
  void neverComesOnADayThatThereIsNot() {
    var never = Cron.of("0 0 31 2 *", UTC);

    assertThat(never.next(Instant.parse("2026-11-21T00:00:00Z"))).isEmpty();
    assertThat(never.lastUntil(Instant.parse("2026-11-21T00:00:00Z"))).isEmpty();
  }

  /** On 29 March 2026 the clock goes from 02:00 to 03:00: at 01:00 UTC. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 2 * * * | 2026-03-28T01:30:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
        "15,45 2 * * * | 2026-03-28T01:45:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:15:00Z",
        "0 3 * * * | 2026-03-28T02:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T01:00:00Z"
      })
  void losesNoneWhereTheClockGoesOn(String line, String expected) {
    var first = Instant.parse("2026-03-28T01:20:00Z");

    assertThat(times(Cron.of(line, BERLIN), first).limit(3))
        .containsExactlyElementsOf(Stream.of(expected.split(", ")).map(Instant::parse).toList());
  }

  /** On 25 October 2026 the clock goes from 03:00 back to 02:00: at 01:00 UTC. */
  @Test
  void comesOnceWhereTheClockGoesBack() {
    var cron = Cron.of("30 2 * * *", BERLIN);
    var first = Instant.parse("2026-10-25T00:30:00Z");

    assertThat(times(cron, Instant.parse("2026-10-24T12:00:00Z")).limit(2))
        .containsExactly(first, Instant.parse("2026-10-26T01:30:00Z"));
    assertThat(cron.lastUntil(Instant.parse("2026-10-25T01:45:00Z"))).contains(first);
  }

  @Test
  void leavesNoHourOutWhereItComesEachHour() {
    var cron = Cron.of("0 * * * *", BERLIN);

    assertThat(times(cron, Instant.parse("2026-10-24T23:30:00Z")).limit(4))
        .containsExactlyElementsOf(
            List.of(
                Instant.parse("2026-10-25T00:00:00Z"),
                Instant.parse("2026-10-25T01:00:00Z"),
                Instant.parse("2026-10-25T02:00:00Z"),
                Instant.parse("2026-10-25T03:00:00Z")));
    assertThat(times(cron, Instant.parse("2026-03-29T00:30:00Z")).limit(2))
        .containsExactly(
            Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-29T02:00:00Z"));
  }

  private static Stream<Instant> times(Cron cron, Instant after) {
    return Stream.iterate(cron.next(after).orElseThrow(), time -> cron.next(time).orElseThrow());
  }
}
