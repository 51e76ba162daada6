package dev.slipway.testkit.postgres;

import dev.slipway.testkit.ChildProcess;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.Secrets;
import dev.slipway.testkit.Unprivileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A data folder fresh from initdb, made once per JVM and major and copied for every server. */
record ClusterTemplate(Path data, String superuserPassword) {
  static final String SUPERUSER = "postgres";
  static final String SETTINGS = "testkit.conf";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Map<PostgresInstallation, ClusterTemplate> MADE = new ConcurrentHashMap<>();

  static ClusterTemplate of(PostgresInstallation installation) {
    return MADE.computeIfAbsent(installation, ClusterTemplate::initialise);
  }

  /** Copies owner and rights too, since the server insists on them. */
  void copyTo(Path folder) {
    ChildProcess.command("cp", folder, List.of("cp", "-a", data.toString(), ".")).run(LIMIT);
  }

  private static ClusterTemplate initialise(PostgresInstallation installation) {
    var folder = Unprivileged.own(Scratch.passableFolder("initdb-" + installation.major()));
    var template = new ClusterTemplate(folder.resolve("data"), Secrets.random());
    try {
      template.initialise(installation, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return template;
  }

  private void initialise(PostgresInstallation installation, Path folder) throws IOException {
    var password = folder.resolve("password");
    Files.writeString(password, superuserPassword);
    ChildProcess.command(
            "initdb",
            folder,
            List.of(
                installation.programs().resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync"))
        .unprivileged()
        .run(LIMIT);
    Files.delete(password);
    Files.writeString(
        data.resolve("postgresql.conf"),
        "include '%s'%n".formatted(SETTINGS),
        StandardOpenOption.APPEND);
  }

  @Override
  public String toString() {
    return data.toString();
  }
}
