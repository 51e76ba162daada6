package dev.slipway.engine.backup;

import dev.slipway.engine.client.PostgresClients;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The real client programs, one of which is killed within its work. */
public final class BrokenClients {
  private static final int BYTES_BEFORE_DEATH = 300_000;

  private BrokenClients() {}

  /** Dies whatever it is asked. */
  public static PostgresClients dying(String program) throws IOException {
    return dying(program, "*");
  }

  /**
   * Dies only when its arguments match.
   *
   * @param arguments a pattern of the shell
   */
  public static PostgresClients dying(String program, String arguments) throws IOException {
    var root = Scratch.folder("clients");
    for (var it : PostgresInstallation.all()) {
      if (it.program("pg_dump").isPresent()) {
        imitate(it, root.resolve(Integer.toString(it.major())).resolve("bin"), program, arguments);
      }
    }
    return new PostgresClients(root);
  }

  private static void imitate(PostgresInstallation real, Path bin, String program, String arguments)
      throws IOException {
    Files.createDirectories(bin);
    for (var name : List.of("pg_dump", "pg_restore", "psql")) {
      var target = real.programs().resolve(name);
      if (name.equals(program)) {
        var script =
            """
            #!/bin/sh
            case "$*" in
              %2$s) %1$s "$@" | head -c %3$s; kill -9 $$ ;;
              *) exec %1$s "$@" ;;
            esac
            """
                .formatted(target, arguments, BYTES_BEFORE_DEATH);
        var file = Files.writeString(bin.resolve(name), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
      } else {
        Files.createSymbolicLink(bin.resolve(name), target);
      }
    }
  }
}
