package dev.slipway.engine.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files of users: alone, and beyond a preset that comes with Slipway. */
class PresetReaderTest {
  @Test
  void aFileStandsAloneForAnAppWithoutAPreset() {
    var preset =
        Presets.generic()
            .extendedBy(
                """
                name: shop
                variables: ['%\\{(\\w+)}']
                tables:
                  - {table: pages, rule: Overwrite, merged: Upsert, volatile: [seen_at]}
                  - {table: page_parts, rule: Overwrite, merged: {UpsertBy: [page, place]}}
                  - {table: visitors, rule: SchemaOnly}
                groups:
                  - {group: pages, tables: [pages, page_parts], why: half a page is none}
                """);

    assertThat(preset.name()).isEqualTo("shop");
    assertThat(preset.variables()).containsExactly("%\\{(\\w+)}");
    assertThat(preset.tables()).containsOnlyKeys("page_parts", "pages", "visitors");
    assertThat(preset.table("visitors").orElseThrow().merged())
        .isEqualTo(new MergedRule.SchemaOnly());
    assertThat(preset.groups())
        .containsExactly(
            new TableGroup("pages", List.of("pages", "page_parts"), "half a page is none"));
    assertThat(preset.facts()).isEqualTo(Facts.UNKNOWN);
  }

  @Test
  void aFileWithoutANameIsAGenericApp() {
    assertThat(Presets.generic().extendedBy("").name()).isEqualTo("generic");
    assertThat(Presets.named("nocobase").extendedBy("").name()).isEqualTo("nocobase");
  }

  @Test
  void anExtensionSaysMoreOrOtherwiseAndLeavesTheRest() {
    var nocobase = Presets.named("nocobase");

    var extended =
        nocobase.extendedBy(
            """
            variables: ['@(\\w+)@']
            tables:
              - {table: passwordPolicy, rule: Overwrite, merged: OverwriteGroup}
              - {table: customVariables, secrets: [expression]}
              - {table: ourPluginPages, rule: Overwrite, merged: Upsert}
            groups:
              - {group: ours, tables: [ourPluginPages, uiSchemas], why: they are pages}
            """);

    assertThat(extended.table("passwordPolicy").orElseThrow().rule()).isEqualTo(Rule.OVERWRITE);
    assertThat(extended.table("passwordPolicy").orElseThrow().documented())
        .isEqualTo(Rule.OVERWRITE);
    assertThat(extended.table("customVariables").orElseThrow().secrets())
        .containsExactly(new SecretPath("expression", List.of()));
    assertThat(extended.tables()).containsKey("ourPluginPages");
    assertThat(extended.tables().get("roles")).isEqualTo(nocobase.tables().get("roles"));
    assertThat(extended.groups()).hasSize(nocobase.groups().size() + 1);
    assertThat(extended.variables())
        .startsWith(nocobase.variables().getFirst())
        .endsWith("@(\\w+)@");
    assertThat(extended.health()).isEqualTo(nocobase.health());
    assertThat(extended.facts()).isEqualTo(nocobase.facts());
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    var refused =
        refusedBy(
            Presets.generic(),
            """
            colour: red
            variables: ['no group', '(']
            followers: [path_of_it]
            health: {app: api}
            facts: {version: {http: {path: /}}}
            tables:
              - {table: a, rule: Overwritten, merged: Upsert}
              - {table: b, rule: Overwrite}
              - {table: b, rule: Overwrite, merged: Whatever}
              - {table: c, rule: Overwrite, merged: {UpsertBy: []}, color: green}
              - {table: d, rule: SchemaOnly, merged: Upsert}
              - {table: e, documented: Overwrite, rule: Skip}
              - {table: f, rule: SchemaOnly, references: {g: zzz.id, i: nowhere}}
              - {table: g, rule: SchemaOnly, secrets: ['options..x', 'options.[name]']}
              - {table: h, rule: Overwrite, merged: Upsert, match: [k], ownColumns: [k]}
              - {table: i, rule: Overwrite, merged: Upsert, neverRows: true}
              - {table: niceName, rule: Skip}
              - {table: nice_name, rule: Skip}
              - {rule: Skip}
            groups:
              - {group: x, tables: [a, zzz], why: so}
              - {group: x, tables: [a], why: so}
              - {group: y, tables: [d, e]}
            """);

    assertThat(refused)
        .extracting(Finding::place)
        .contains(
            "colour",
            "variables",
            "followers",
            "health.app",
            "facts.version.http.field",
            "tables.a.rule",
            "tables.b",
            "tables.b.merged",
            "tables.c.merged.UpsertBy",
            "tables.c.color",
            "tables.d.merged",
            "tables.e.why",
            "tables.f.references.g",
            "tables.f.references.i",
            "tables.g.secrets",
            "tables.h.match",
            "tables.i.rule",
            "tables.nice_name",
            "tables[12].table",
            "groups.x",
            "groups.x.tables",
            "groups.y.why",
            "groups.y");
    assertThat(refused)
        .allSatisfy(
            it -> {
              assertThat(it.kind()).isEqualTo("preset");
              assertThat(it.what()).isNotBlank();
              assertThat(it.todo()).isNotBlank();
            });
  }

  @Test
  void whatIsNoYamlIsRefusedWithItsLine() {
    assertThat(refusedBy(Presets.generic(), "tables:\n  - {table: a\n"))
        .singleElement()
        .satisfies(it -> assertThat(it.place()).startsWith("line "));
    assertThat(refusedBy(Presets.generic(), "name: a\nname: b\n")).hasSize(1);
    assertThat(refusedBy(Presets.generic(), "[]")).hasSize(1);
  }

  @Test
  void anExtensionThatTearsAGroupApartIsRefused() {
    assertThat(
            refusedBy(
                Presets.named("nocobase"),
                "tables: [{table: fields, rule: SchemaOnly, why: we do not want them}]"))
        .singleElement()
        .satisfies(it -> assertThat(it.place()).isEqualTo("groups.collections"));
  }

  @Test
  void noExtensionLetsCredentialsGo() {
    var nocobase = Presets.named("nocobase");

    assertThat(
            refusedBy(
                nocobase,
                "tables: [{table: environmentVariables, rule: Overwrite, why: x, merged: Upsert}]"))
        .extracting(Finding::place)
        .containsExactly("tables.environmentVariables.rule");
    assertThat(refusedBy(nocobase, "tables: [{table: environmentVariables, neverRows: false}]"))
        .extracting(Finding::place)
        .containsExactly("tables.environmentVariables.neverRows");
  }

  private static List<Finding> refusedBy(Preset base, String yaml) {
    var refusal = catchThrowableOfType(EngineException.class, () -> base.extendedBy(yaml));
    assertThat(refusal.code()).isEqualTo(FailureCode.ORDER_INVALID);
    return refusal.findings();
  }
}
