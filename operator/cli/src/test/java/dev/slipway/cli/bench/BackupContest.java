package dev.slipway.cli.bench;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.slipway.testkit.Repository;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.s3.S3Server;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Measures backups, through a folder and through S3, against what a DBA would type. */
final class BackupContest {
  private static final String BUCKET = "bench";
  private static final int LARGE_FILES = 20;
  private static final int LARGE_BYTES = 10 << 20;
  private static final int SMALL_FILES = 5000;
  private static final int SMALL_BYTES = 8 << 10;

  private final PostgresInstallation installation;
  private final Database database;
  private final Database empty;
  private final int rounds;
  private final PrintStream out;
  private final Path folder = Scratch.folder("backups");

  BackupContest(
      PostgresInstallation installation,
      Database database,
      Database empty,
      int rounds,
      PrintStream out) {
    this.installation = installation;
    this.database = database;
    this.empty = empty;
    this.rounds = rounds;
    this.out = out;
  }

  void run() throws IOException, InterruptedException {
    try (var s3 = S3Server.start()) {
      s3.createBucket(BUCKET);
      database(s3);
      storage(s3);
    }
  }

  private void database(S3Server s3) throws IOException, InterruptedException {
    var custom = folder.resolve("custom");
    var packed = folder.resolve("packed");
    contest("Backup of a database, read back and verified", s3)
        .with("pg_dump -Fc", program("pg_dump"), "-Fc", "-f", custom.toString(), url(database))
        .with(
            "pg_dump -Fc -Z0, zstd -1",
            "bash",
            "-c",
            "%s -Fc -Z0 '%s' | zstd -q -1 -f -o %s"
                .formatted(program("pg_dump"), url(database), packed))
        .with("slipway backup --to dir", "bash", "-c", backUp(database, dir(), ""))
        .with(
            "slipway backup --to dir, encrypted",
            "bash",
            "-c",
            backUp(database, dir() + "-encrypted", "--recipient " + recipient()))
        .with(
            "slipway backup --to s3", "bash", "-c", backUp(database, "s3://" + BUCKET + "/db", ""))
        .run(rounds, Set.of(0), out);
    var stored = stored("database.dump.zst");
    out.println();
    out.printf(
        Locale.ROOT,
        "sizes: pg_dump -Fc %s MB, zstd -1 %s MB, slipway %s MB: %.2f of -Fc%n",
        Files.size(custom) >> 20,
        Files.size(packed) >> 20,
        stored >> 20,
        stored / (double) Files.size(custom));
  }

  private void storage(S3Server s3) throws IOException, InterruptedException {
    var files = uploads();
    var packed = folder.resolve("packed");
    var option = "--storage uploads=" + files;
    contest("Backup of a folder: 200 MB in 20 files, 40 MB in 5000", s3)
        .with(
            "tar, zstd -1",
            "bash",
            "-c",
            "tar -C %s -cf - . | zstd -q -1 -f -o %s".formatted(files, packed))
        .with("slipway backup --to dir", "bash", "-c", backUp(empty, dir(), option))
        .with(
            "slipway backup --to s3",
            "bash",
            "-c",
            backUp(empty, "s3://" + BUCKET + "/files", option))
        .run(rounds, Set.of(0), out);
  }

  private String backUp(Database from, String store, String option) {
    var clean = store.startsWith("dir:") ? "rm -rf " + store.substring(4) + "; " : "";
    return "%s%s backup --from '%s' --to %s %s"
        .formatted(clean, Repository.path("slipway"), url(from), store, option);
  }

  private static String recipient() {
    try {
      return new X25519KeyPairGenerator().generateKeyPair().getPublic().toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String dir() {
    return "dir:" + folder.resolve("store");
  }

  private long stored(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
      var found = files.filter(it -> it.endsWith(name)).findFirst().orElseThrow();
      return Files.size(found);
    }
  }

  /** Half of it shrinks, as with documents and pictures side by side. */
  private Path uploads() throws IOException {
    var files = Files.createDirectory(folder.resolve("uploads"));
    var random = new Random(1);
    for (int i = 0; i < LARGE_FILES; i++) {
      Files.write(files.resolve("large-" + i), content(random, LARGE_BYTES));
    }
    for (int i = 0; i < SMALL_FILES; i++) {
      var parent = Files.createDirectories(files.resolve("day-" + i / 100));
      Files.write(parent.resolve("small-" + i), content(random, SMALL_BYTES));
    }
    return files;
  }

  private static byte[] content(Random random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    for (int i = 0; i < length / 2; i++) {
      bytes[i] = (byte) ('a' + (bytes[i] & 7));
    }
    return bytes;
  }

  private Contest contest(String title, S3Server s3) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PGPASSWORD", database.password());
    environment.put("AWS_ENDPOINT_URL", s3.endpoint().toString());
    environment.put("AWS_REGION", s3.region());
    environment.put("AWS_ACCESS_KEY_ID", s3.root().accessKey());
    environment.put("AWS_SECRET_ACCESS_KEY", s3.root().secretKey());
    return new Contest(title, environment, folder.resolve("log"));
  }

  private String program(String name) {
    return installation.program(name).orElseThrow().toString();
  }

  private static String url(Database database) {
    return "postgresql://%s@%s:%s/%s?sslmode=disable"
        .formatted(database.user(), database.host(), database.port(), database.name());
  }
}
