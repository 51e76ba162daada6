package dev.slipway.engine.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.bench.PlantedSecrets;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;

/** How fast rows are looked through, in megabytes a second: the median of some runs on one core. */
final class SecretScanBench {
  private static final int BYTES = 32 << 20;
  private static final int RUNS = 9;

  /** Its own time, since other work on the machine is no matter. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private SecretScanBench() {}

  public static void main(String[] arguments) {
    var draw = new PlantedSecrets(new Random(7));
    measure(
        "orders",
        List.of(
            "bigint",
            "timestamp with time zone",
            "character varying(255)",
            "numeric(10,2)",
            "text"),
        i ->
            "%s\t2026-11-21 09:32:54.641+00\tORD-%s\t%s.50\tdelivered on the second attempt, signed by the neighbour"
                .formatted(i, 100_000 + i, i % 977));
    measure(
        "pages with JSON",
        List.of("character varying(255)", "jsonb", "text"),
        i ->
            "%s\t{\"type\": \"void\", \"x-component\": \"Grid\", \"title\": \"{{t(\\\\\"Customers\\\\\")}}\", \"properties\": {\"%s\": {\"x-uid\": \"%s\", \"x-decorator\": \"CardItem\", \"url\": \"https://app.example/admin/%s\"}}}\tA page about https://example.org/docs?id=%s"
                .formatted(
                    UUID.nameUUIDFromBytes(new byte[] {(byte) i}),
                    i,
                    Long.toString(i * 7919L, 36),
                    i,
                    i));
    measure(
        "random base64", List.of("bigint", "text"), i -> i + "\t" + draw.drawn("<base64:2000>"));
    measure(
        "references in each row",
        List.of("bigint", "json"),
        i -> i + "\t{\"method\":\"POST\",\"url\":\"{{ $env.API_BASE }}/ping\",\"n\":" + i + "}");
    measure("bytea", List.of("bigint", "bytea"), i -> i + "\t\\\\x" + draw.drawn("<hex:2000>"));
    measure(
        "a secret in each row",
        List.of("bigint", "text"),
        i -> i + "\tmy token is ghp_" + draw.drawn("<alnum:36>") + " for the build");
  }

  private static void measure(String name, List<String> types, IntFunction<String> row) {
    var rows = rows(row);
    long bytes = Arrays.stream(rows).mapToLong(it -> it.length).sum();
    var speeds = new ArrayList<Long>();
    for (int run = 0; run < RUNS; run++) {
      var inspector =
          SampleTable.of(types)
              .inspector(
                  new ContentInspection(List.of("\\{\\{\\s*\\$env\\.([A-Za-z0-9_]+)\\s*\\}\\}")));
      long began = CPU.getCurrentThreadCpuTime();
      for (var each : rows) {
        inspector.inspect(each, 0, each.length);
      }
      speeds.add(bytes * 1000 / (CPU.getCurrentThreadCpuTime() - began));
    }
    speeds.sort(null);
    System.out.printf(
        "%-24s %5d MB/s, rows of %d bytes%n", name, speeds.get(RUNS / 2), bytes / rows.length);
  }

  private static byte[][] rows(IntFunction<String> row) {
    var rows = new ArrayList<byte[]>();
    for (long bytes = 0; bytes < BYTES; bytes += rows.getLast().length) {
      rows.add(row.apply(rows.size()).getBytes(UTF_8));
    }
    return rows.toArray(byte[][]::new);
  }
}
