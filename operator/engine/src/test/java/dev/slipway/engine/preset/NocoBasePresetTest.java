package dev.slipway.engine.preset;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.rules.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the data file of NocoBase promises by itself. */
class NocoBasePresetTest {
  private static final Preset PRESET = Presets.named("nocobase");

  @Test
  void hasTheDocumentedRuleOfEachDocumentedTable() {
    var documented =
        PRESET.tables().values().stream().filter(it -> it.documented() != null).toList();

    assertThat(documented.stream().collect(groupingBy(PresetTable::documented, counting())))
        .isEqualTo(Map.of(Rule.OVERWRITE, 70L, Rule.SCHEMA_ONLY, 63L));
    assertThat(table("flow_nodes").documented()).isEqualTo(Rule.OVERWRITE);
    assertThat(table("departments").documented()).isEqualTo(Rule.OVERWRITE);
    assertThat(table("workflowTasks").documented()).isEqualTo(Rule.SCHEMA_ONLY);
  }

  @Test
  void answersForTablesThatTheDocumentationForgets() {
    assertThat(PRESET.tables())
        .containsKeys("uiLayouts", "aiSkills", "aiMcpClients", "aiUsageEvents", "aiWorkflowTasks")
        .containsKeys("usersAiWorkflowTasks", "oidcStates", "userWorkflowTaskStats")
        .containsKeys("applications", "auditLogs", "auditChanges", "verifications")
        .containsKeys("verifications_providers", "verificators", "usersVerificators")
        .containsKeys("collectionsHistory", "fieldsHistory", "chartsQueries", "notifications")
        .containsKeys("notification_services", "notification_logs", "aiVectorStoreConfig");
  }

  @Test
  void joinTablesAndPathsGoWithTheirOwners() {
    var owners =
        Map.of(
            "collectionCategory", "collections",
            "rolesUischemas", "roles",
            "rolesDesktopRoutes", "desktopRoutes",
            "rolesMobileRoutes", "mobileRoutes",
            "desktopRoutesUiLayouts", "uiLayouts",
            "appCollectionBlacklist", "applications",
            "main_desktopRoutes_path", "desktopRoutes",
            "main_mobileRoutes_path", "mobileRoutes",
            "main_departments_path", "departments");

    assertThat(owners)
        .allSatisfy((join, owner) -> assertThat(table(join).rule()).isEqualTo(table(owner).rule()));
  }

  @Test
  void whereItDiffersFromTheAppItSaysWhy() {
    var differing =
        PRESET.tables().values().stream()
            .filter(it -> it.saidByTheApp() != null && it.saidByTheApp() != it.rule())
            .toList();

    assertThat(differing).extracting(PresetTable::why).doesNotContainNull();
    assertThat(differing)
        .extracting(PresetTable::name)
        .contains("backupSettings", "storages", "authenticators", "ipRestrictionConfig");
    assertThat(table("backupSettings").rule()).isEqualTo(Rule.SKIP);
    assertThat(table("storages").rule()).isEqualTo(Rule.SCHEMA_ONLY);
  }

  @Test
  void rowsTravelInBothKindsOfReleaseOrInNone() {
    assertThat(PRESET.tables().values())
        .allSatisfy(
            it ->
                assertThat(it.merged().takesRows()).as(it.name()).isEqualTo(it.rule().takesRows()));
    assertThat(table("fields").merged())
        .isEqualTo(new MergedRule.UpsertBy(List.of("collectionName", "name")));
    assertThat(table("roles").merged()).isEqualTo(new MergedRule.Upsert());
    assertThat(table("systemSettings").merged()).isEqualTo(new MergedRule.OverwriteGroup());
  }

  @Test
  void credentialsAndPeopleNeverTravel() {
    assertThat(
            PRESET.tables().values().stream().filter(PresetTable::neverRows).map(PresetTable::name))
        .contains("environmentVariables", "apiKeys", "users", "issuedTokens", "tokenBlacklist")
        .contains("usersAuthenticators", "userPasswordHistory", "usersVerifiers", "otpRecords");
  }

  @Test
  void theLiveCounterStaysAndTheSequenceIsKnownByItsField() {
    var sequences = table("sequences");

    assertThat(sequences.rule()).isEqualTo(Rule.OVERWRITE);
    assertThat(sequences.match()).containsExactly("collection", "field", "key");
    assertThat(sequences.ownColumns()).containsExactly("id", "current", "lastGeneratedAt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{$env.API_KEY}}",
        "{{ $env.API_KEY }}",
        "{{\t$env.API_KEY\n}}",
        "https://{{ $env.API_KEY }}/ping?a={{$context.data.id}}",
        "{{$env.API_KEY:none}}",
        "{{ ctx.$env.API_KEY }}",
        "{\"a\":\"{{\\n  $env.API_KEY\\n}}\"}",
        "{\\\"a\\\":\\\"{{\\\\n$env.API_KEY }}\\\"}",
        "return ctx.$env.API_KEY + 1",
        "ctx.$env['API_KEY']",
        "{\"code\":\"ctx.$env[\\\"API_KEY\\\"]\"}",
      })
  void findsAVariableHoweverItIsWritten(String content) {
    assertThat(variablesIn(content)).containsExactly("API_KEY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$env.API_KEY",
        "{{$context.API_KEY}}",
        "{{$env.}}",
        "{{$env.9}}",
        "{{$environ.A}}"
      })
  void takesNothingElseForAVariable(String content) {
    assertThat(variablesIn(content)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "{{$context.data.token}}, true",
    "{{ $jobsMapByNodeKey.im0j03rali.access-token }}, true",
    "{{$scopes.a.item}}, true",
    "{{$env.API_KEY}}, true",
    "{{$user.token}}, false",
    "{{$context.data.token:or this}}, false",
    "letters, false"
  })
  void whatAWorkflowFillsInIsNoLiteral(String value, boolean filledIn) {
    assertThat(PRESET.variables().stream().anyMatch(it -> Pattern.matches(it, value)))
        .isEqualTo(filledIn);
  }

  @Test
  void aLongTextThatOnlyBeginsLikeAVariableIsReadInNoTime() {
    var text = "{{" + " \\n".repeat(20_000) + "$env." + "A".repeat(200_000);

    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> variablesIn(text));
  }

  @Test
  void tellsTheFiveSettingsAndWhatToCall() {
    assertThat(PRESET.settings())
        .containsExactlyInAnyOrder(
            "DB_UNDERSCORED",
            "USE_DB_SCHEMA_IN_SUBAPP",
            "DB_TABLE_PREFIX",
            "DB_SCHEMA",
            "COLLECTION_MANAGER_SCHEMA");
    assertThat(PRESET.health())
        .isEqualTo(new HealthPaths("/api/__health_check", "/api/app:getInfo"));
    assertThat(PRESET.facts().version().answer())
        .isEqualTo(new Fact.Answer("/api/app:getInfo", "data.version"));
  }

  @Test
  void secretPlacesAreNamedByTheirKeys() {
    assertThat(table("backupSettings").secrets())
        .containsExactly(new SecretPath("encryptionPassword", List.of()));
    assertThat(table("dataSources").secrets())
        .anySatisfy(it -> assertThat(it.path()).hasSize(2).startsWith("**"));
    assertThat(PRESET.tables().values())
        .flatExtracting(PresetTable::secrets)
        .extracting(SecretPath::toString)
        .allSatisfy(it -> assertThat(it).doesNotContain("<"));
  }

  @Test
  void anUnknownPresetIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> Presets.named("nocobas"))
        .isInstanceOfSatisfying(
            EngineException.class, it -> assertThat(it.code()).isEqualTo(FailureCode.ORDER_INVALID))
        .hasMessageContaining("nocobas")
        .hasMessageContaining("name one of nocobase");
  }

  private static PresetTable table(String name) {
    return PRESET.table(name).orElseThrow();
  }

  private static Set<String> variablesIn(String content) {
    var names = new TreeSet<String>();
    PRESET.variables().stream()
        .flatMap(it -> Pattern.compile(it).matcher(content).results())
        .map(it -> it.group(1))
        .filter(not(String::isEmpty))
        .forEach(names::add);
    return names;
  }
}
