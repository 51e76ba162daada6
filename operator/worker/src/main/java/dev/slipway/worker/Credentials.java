package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.check.PageRequest;
import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.database.Password;
import dev.slipway.engine.database.TlsMode;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.DatabaseAccess;
import dev.slipway.engine.order.StoreAccess;
import dev.slipway.engine.store.ObjectStore;
import dev.slipway.engine.store.S3Access;
import dev.slipway.engine.store.S3Account;
import dev.slipway.engine.store.S3Secret;
import dev.slipway.engine.store.S3Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Turns the files that an order names into what the engine logs in with. */
final class Credentials {
  private Credentials() {}

  static DatabaseLogin login(DatabaseAccess access) {
    return new DatabaseLogin(
        access.host(),
        access.port(),
        access.database(),
        text(access.userFile()),
        new Password(text(access.passwordFile())),
        tlsMode(access.tls()),
        access.authorityFile() == null ? null : Path.of(access.authorityFile()),
        access.app() == null ? null : text(access.app().userFile()));
  }

  static PageRequest.Login login(CheckOrder.Login login) {
    return new PageRequest.Login(text(login.userFile()), new Password(text(login.passwordFile())));
  }

  static ObjectStore store(StoreAccess access) {
    var account =
        new S3Account(
            URI.create(access.endpoint()),
            access.region(),
            access.pathStyle(),
            text(access.accessKeyIdFile()),
            new S3Secret(text(access.secretAccessKeyFile())),
            access.authorityFile() == null ? null : Path.of(access.authorityFile()));
    return new S3Store(new S3Access(account, access.bucket(), access.prefix()));
  }

  private static TlsMode tlsMode(String name) {
    return Arrays.stream(TlsMode.values())
        .filter(mode -> mode.libpqName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new EngineException(FailureCode.ORDER_INVALID, name + " is no mode of TLS"));
  }

  /** Secrets are often made with an editor or echo, which end the file with a line break. */
  private static String text(String file) {
    try {
      return Files.readString(Path.of(file)).stripTrailing();
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.SECRET_KEY_MISSING,
          "the mounted Secret has no key "
              + Path.of(file).getFileName()
              + ": add it, or name the right one in the AppEnvironment",
          e);
    }
  }
}
