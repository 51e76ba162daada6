package dev.slipway.controllers.work;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.api.environment.Database;
import dev.slipway.api.environment.Fence;
import dev.slipway.api.environment.Scratch;
import dev.slipway.api.reference.LoginSecret;
import dev.slipway.api.reference.SecretKeyReference;
import dev.slipway.api.store.Encryption;
import dev.slipway.api.store.S3Location;
import dev.slipway.engine.order.Accepted;
import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.DatabaseAccess;
import dev.slipway.engine.order.StoreAccess;
import dev.slipway.engine.order.StoreEncryption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a worker gets at an environment's database and stores: by files, which are mounted Secrets.
 */
public final class EnvironmentAccess {
  private final AppEnvironmentSpec spec;
  private final List<SecretMount> mounts = new ArrayList<>();

  public EnvironmentAccess(AppEnvironmentSpec spec) {
    this.spec = spec;
  }

  public DatabaseAccess database() {
    var database = spec.database();
    var login = login();
    var secret = mount("database", login.name());
    var direct = database.direct();
    return new DatabaseAccess(
        direct == null ? database.host() : direct.host(),
        direct == null ? database.port() : direct.port(),
        database.name(),
        database.schema(),
        libpqName(database),
        secret.file(login.usernameKey()),
        secret.file(login.passwordKey()),
        file("database-ca", database.tls().caSecret()),
        appRole());
  }

  /** Of whom our work is done where there is a role for it, so that the app can be shut out. */
  private LoginSecret login() {
    var database = spec.database();
    return requireNonNullElse(database.releaseCredentialsSecret(), database.credentialsSecret());
  }

  private DatabaseAccess.@Nullable AppRole appRole() {
    var database = spec.database();
    if (database.releaseCredentialsSecret() == null) {
      return null;
    }
    var app = database.credentialsSecret();
    return new DatabaseAccess.AppRole(
        mount("database-app", app.name()).file(app.usernameKey()),
        spec.quiesce().fence() == Fence.ROLE);
  }

  /** The server where backups are proven, logged in to as the environment's own database is. */
  public DatabaseAccess scratch(Scratch scratch) {
    var login = mount("scratch", scratch.credentialsSecret().name());
    return new DatabaseAccess(
        scratch.host(),
        scratch.port(),
        "postgres",
        spec.database().schema(),
        libpqName(spec.database()),
        login.file(scratch.credentialsSecret().usernameKey()),
        login.file(scratch.credentialsSecret().passwordKey()),
        file("database-ca", spec.database().tls().caSecret()));
  }

  /** What the environment's preset knows; its extension is a folder of every worker's pod. */
  public AppKnowledge app() {
    var preset = spec.preset();
    return new AppKnowledge(
        preset == null ? null : preset.word(),
        spec.presetExtension() == null ? null : WorkerPod.PRESET_FOLDER,
        spec.database().tablePrefix(),
        spec.database().underscored());
  }

  public StoreAccess releases() {
    return store("releases", spec.stores().releases().s3());
  }

  /** For one who only writes there: it could not read what it has encrypted. */
  public StoreAccess backups() {
    return backups(null);
  }

  /** For one who reads there what may be encrypted: with the identity, where one is named. */
  public StoreAccess readableBackups() {
    var encryption = spec.stores().backups().encryption();
    return backups(encryption == null ? null : encryption.identitySecret());
  }

  /**
   * A store beside the environment's own, from which something is read.
   *
   * @param encryption by which it is opened, where it is encrypted
   */
  public StoreAccess source(S3Location s3, @Nullable Encryption encryption) {
    var store = store("source", s3);
    return encryption == null
        ? store
        : store.withEncryption(
            new StoreEncryption(
                encryption.recipients(),
                file("source-identity", encryption.identitySecret()),
                false));
  }

  /** Where people want no fence, they answer for whoever is still connected. */
  public List<Accepted> acceptedSessions() {
    return spec.quiesce().fence() == Fence.NONE
        ? List.of(Accepted.sessions(spec.database().name(), "quiesce.fence is None"))
        : List.of();
  }

  /**
   * @param role what the login is for, unlike any other
   */
  public CheckOrder.Login login(String role, LoginSecret secret) {
    var login = mount(role, secret.name());
    return new CheckOrder.Login(login.file(secret.usernameKey()), login.file(secret.passwordKey()));
  }

  /**
   * Where the app's variables are, in the order in which the spec names them. Whoever asks has to
   * have a need for them: it is all that the app itself knows.
   */
  public List<String> variables() {
    var folders = new ArrayList<String>();
    for (var source : spec.variables()) {
      var role = "variables-" + folders.size();
      var configMap = source.configMap();
      if (configMap != null) {
        folders.add(mount(new SecretMount(role, configMap, SecretMount.Kind.CONFIG_MAP)).folder());
      }
      if (source.secret() != null) {
        folders.add(mount(role, source.secret()).folder());
      }
    }
    return List.copyOf(folders);
  }

  /** The Secrets behind all that was asked for so far. */
  public List<SecretMount> mounts() {
    return List.copyOf(mounts);
  }

  private StoreAccess backups(@Nullable SecretKeyReference identity) {
    var backups = spec.stores().backups();
    var store = store("backups", backups.s3());
    var encryption = backups.encryption();
    return encryption == null
        ? store
        : store.withEncryption(
            new StoreEncryption(
                encryption.recipients(),
                file("backups-identity", identity),
                backups.requireEncryption()));
  }

  private StoreAccess store(String role, S3Location s3) {
    var secret = mount(role, s3.credentialsSecret().name());
    return new StoreAccess(
        s3.endpoint(),
        s3.region(),
        s3.bucket(),
        s3.prefix() == null ? "" : s3.prefix(),
        s3.pathStyle(),
        secret.file(s3.credentialsSecret().accessKeyIdKey()),
        secret.file(s3.credentialsSecret().secretAccessKeyKey()),
        file(role + "-ca", s3.caSecret()));
  }

  private @Nullable String file(String role, @Nullable SecretKeyReference reference) {
    return reference == null ? null : mount(role, reference.name()).file(reference.key());
  }

  private SecretMount mount(String role, String secret) {
    return mount(new SecretMount(role, secret));
  }

  private SecretMount mount(SecretMount mount) {
    if (!mounts.contains(mount)) {
      mounts.add(mount);
    }
    return mount;
  }

  private static String libpqName(Database database) {
    return switch (database.tls().mode()) {
      case DISABLE -> "disable";
      case REQUIRE -> "require";
      case VERIFY_CA -> "verify-ca";
      case VERIFY_FULL -> "verify-full";
    };
  }
}
