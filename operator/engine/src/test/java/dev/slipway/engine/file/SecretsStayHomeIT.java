package dev.slipway.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.PlantedSecrets;
import dev.slipway.engine.bench.SecretSearch;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Secrets are planted wherever an app keeps them, and searched for in all that a build leaves
 * behind: behind every layer, and in every form. A control that travels has to be found.
 */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class SecretsStayHomeIT {
  private static final String RULES = "{}";

  private final PlantedSecrets planted = new PlantedSecrets(new SecureRandom());
  private final AppDatabase source;
  private final Path scratch = Scratch.folder("build");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final String control = planted.drawn("control-<alnum:24>");
  private final SecretSearch controls = new SecretSearch(Map.of("control", control));

  SecretsStayHomeIT(PostgresInstallation installation) {
    this.source = AppDatabase.fresh(installation);
  }

  @BeforeEach
  void listenToAllThatIsLogged() {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
  }

  @BeforeEach
  void plantSecretsWhereAnAppKeepsThem() {
    secrets.put("login password", source.sessions().login().password().reveal());
    secrets.put("variable", planted.password());
    secrets.put("encrypted variable", planted.drawn("<hex:96>"));
    secrets.put("password hash", planted.drawn("<hex:64>"));
    secrets.put("reset token", planted.drawn("<hex:32>"));
    secrets.put("session", planted.drawn("<hex:16>"));
    secrets.put("storage key", planted.drawn("<base64:36>1a2b"));
    secrets.put("backup password", planted.password());
    source.run(
        """
        CREATE TABLE "environmentVariables" (name varchar PRIMARY KEY, type varchar, value text);
        INSERT INTO "environmentVariables" VALUES
          ('API_KEY', 'default', '%s'), ('SMTP_PASS', 'secret', '%s');
        CREATE TABLE users (
          id bigserial PRIMARY KEY, email varchar, password varchar, "resetToken" varchar);
        INSERT INTO users (email, password, "resetToken") VALUES ('a@example.org', '%s', '%s');
        CREATE TABLE "issuedTokens" (id uuid PRIMARY KEY, jti varchar);
        INSERT INTO "issuedTokens" VALUES (gen_random_uuid(), '%s');
        CREATE TABLE storages (id bigint PRIMARY KEY, name varchar, options jsonb);
        INSERT INTO storages VALUES (1, 's3', '{"secretAccessKey": "%s"}');
        CREATE TABLE "backupSettings" (id bigint PRIMARY KEY, "encryptionPassword" varchar);
        INSERT INTO "backupSettings" VALUES (1, '%s');
        CREATE TABLE "customRequests" (key varchar PRIMARY KEY, options json);
        INSERT INTO "customRequests" VALUES ('ping',
          '{"url": "{{ $env.API_BASE }}/ping", "note": "%s", "headers":
            [{"name": "X-Api-Key", "value": "{{$env.API_KEY}}"}]}')"""
            .formatted(
                Stream.concat(
                        secrets.entrySet().stream()
                            .filter(it -> !it.getKey().equals("login password"))
                            .map(Map.Entry::getValue),
                        Stream.of(control))
                    .toArray()));
  }

  @AfterEach
  void listenNoMore() {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAppender(log);
  }

  @Test
  void nothingSecretIsLeftByABuild() {
    var file = build(Presets.named("nocobase"), RULES);

    assertThat(controls.in(scratch)).isNotEmpty();
    assertThat(sightings(scratch, file.toString())).isEmpty();
    assertThat(file.manifest().variables()).containsExactly("API_BASE", "API_KEY");
    assertThat(file.findings()).noneMatch(it -> it.severity().refuses());
  }

  @Test
  void literalSecretRefusesTheBuildByItsTable() {
    var token = planted.gitHubToken();
    secrets.put("header", token);
    plantInRequest(token);

    var refused = refusal(Presets.named("nocobase"), RULES);

    assertThat(refused.code()).isEqualTo(FailureCode.CONTENT_REFUSED);
    assertThat(refused.findings())
        .extracting(Finding::id)
        .containsExactly("literal-secret:customRequests");
    assertThat(refused)
        .hasMessageContaining("a GitHub token at options.headers.0.value in 1 row")
        .hasMessageContaining("(key=ping)");
    assertThat(scratch).isEmptyDirectory();
    assertThat(sightings(scratch, refused.toString())).isEmpty();
    assertThat(new SecretSearch(secrets).in(refused)).isEmpty();
  }

  @Test
  void shortSecretInItsPlaceRefusesTheBuildAsWell() {
    secrets.put("header", "hunter2!");
    plantInRequest("hunter2!");

    var refused = refusal(Presets.named("nocobase"), RULES);

    assertThat(refused)
        .hasMessageContaining(
            "customRequests: holds a value where only a variable belongs at"
                + " options.headers.0.value");
    assertThat(new SecretSearch(secrets).in(refused)).isEmpty();
  }

  @Test
  void acceptedSecretTravelsAndTheReasonWithIt() {
    plantInRequest(planted.gitHubToken());

    var file =
        build(
            Presets.named("nocobase"),
            """
            {"accept": [
              {"finding": "literal-secret:customRequests", "reason": "public test key"}]}""");

    assertThat(file.manifest().accepted())
        .containsExactly(new Acceptance("literal-secret:customRequests", "public test key"));
    assertThat(sightings(scratch, file.toString())).isEmpty();
  }

  @Test
  void tableIsNamedByTheIdThatIsAcceptedWithoutAnyPreset() {
    source.run(
        """
        CREATE TABLE media (id bigint PRIMARY KEY, options text);
        INSERT INTO media VALUES (7, '{"key": "%s"}')"""
            .formatted(planted.drawn("AKIA<base32:16>")));
    var rules =
        """
        {"tables": [{"tables": ["media"], "rule": "Overwrite"}], "accept": [%s]}""";

    var refused = refusal(Preset.NONE, rules.formatted(""));
    var file =
        build(
            Preset.NONE,
            rules.formatted(
                """
                {"finding": "literal-secret:media", "reason": "public test key"}"""));

    assertThat(refused.findings()).extracting(Finding::id).containsExactly("literal-secret:media");
    assertThat(refused)
        .hasMessageContaining("an AWS access key at options.key in 1 row, with key (id=7)");
    assertThat(file.manifest().accepted()).hasSize(1);
  }

  @Test
  void failureOfTheDatabaseQuotesNoRow() {
    source.run("CREATE TABLE notes (id int PRIMARY KEY, title text)");
    source.run("INSERT INTO notes VALUES (1, '%s')".formatted(secrets.get("variable")));

    var failure =
        refusal(
            Preset.NONE,
            """
            {"tables": [
              {"tables": ["notes"], "rule": "Overwrite", "where": "title::integer > 0"}]}""");

    assertThat(failure).hasMessageContaining("22P02");
    assertThat(sightings(scratch, failure.toString())).isEmpty();
    assertThat(scratch).isEmptyDirectory();
  }

  private void plantInRequest(String secret) {
    source.run(
        """
        UPDATE "customRequests" SET options =
          jsonb_set(options::jsonb, '{headers,0,value}', to_jsonb('%s'::text))::json"""
            .formatted(secret));
  }

  private BuiltFile build(Preset preset, String rules) {
    return MigrationFileBuilder.build(
        source.sessions(),
        new BuildRequest("public", RuleParser.parse(rules), preset, Naming.PLAIN),
        scratch,
        ProgressSink.NONE);
  }

  private EngineException refusal(Preset preset, String rules) {
    return catchThrowableOfType(EngineException.class, () -> build(preset, rules));
  }

  /** In what lies in the folder, in what was told, and in what was logged. */
  private List<String> sightings(Path folder, String told) {
    var search = new SecretSearch(secrets);
    var sightings = new ArrayList<>(search.in(folder));
    sightings.addAll(search.in("told", told));
    for (var line : List.copyOf(log.list)) {
      sightings.addAll(search.in("log", line.getFormattedMessage()));
    }
    return sightings;
  }
}
