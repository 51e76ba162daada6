package dev.slipway.engine.retention;

import dev.slipway.engine.backup.BackupScope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Backups as chance makes them: crowded days, long pauses, two at one moment. */
final class RandomStore {
  private static final Instant FROM = Instant.parse("2024-12-20T00:00:00Z");

  private final Random random;

  RandomStore(int seed) {
    this.random = new Random(seed);
  }

  List<StoredItem> items() {
    int count = random.nextInt(40);
    int days = 1 + random.nextInt(400);
    return IntStream.range(0, count).mapToObj(it -> item(it, days)).toList();
  }

  RetentionPolicy policy(ZoneId zone) {
    return new RetentionPolicy(
        1 + random.nextInt(3),
        random.nextInt(6),
        random.nextInt(5),
        random.nextInt(4),
        zone,
        null,
        0);
  }

  List<String> some(List<StoredItem> items) {
    return items.stream().filter(_ -> random.nextInt(20) == 0).map(StoredItem::location).toList();
  }

  private StoredItem item(int number, int days) {
    var at = FROM.plus(Duration.ofHours(random.nextInt(24 * days)));
    var mark = random.nextInt(8) == 0 ? new VerifiedMark(at, VerifiedMark.How.SCRATCH) : null;
    return Items.of(
        ItemKind.BACKUP,
        (random.nextBoolean() ? "crm/" : "shop/") + number,
        random.nextBoolean() ? BackupScope.FULL : BackupScope.DATABASE,
        at.toString(),
        mark,
        random.nextInt(20) == 0);
  }
}
