package dev.slipway.engine.bench;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Tables as NocoBase 2.2 makes them: mixed case and a hyphen, json beside jsonb, numbers drawn from
 * a sequence beside numbers that the app makes, paths without a key, and no foreign key anywhere.
 *
 * <p>One line each: columns, then unique indexes. A column is {@code name:type=default}, a varchar
 * where it says no type; {@code !} is not null, {@code *} part of the primary key, {@code +} the
 * two times and {@code +by} the two people of a row.
 */
final class NocoBaseTables {
  private static final String BUILT_IN =
      """
      migrations name*
      applicationVersion id:serial* value
      applicationPlugins id:serial* + name packageName version enabled:bool installed:bool builtIn:bool options:json | name | packageName
      systemSettings id:serial* + title showLogoOnly:bool allowSignUp:bool=true smsAuthEnabled:bool=false logoId:big enabledLanguages:json='[]' appLang options:json='{}' roleMode='default'
      collections key* name title inherit:bool=false hidden:bool=false options:json='{}' description sort:big | name
      fields key* name type interface description collectionName parentKey reverseKey options:json='{}' sort:big | collectionName,name
      collectionCategories id:big* + name color='default' sort:big
      collectionCategory + collectionName* categoryId:big*
      sequences id:serial* + collection field key:int current:big lastGeneratedAt:at
      dataSources + key* displayName type options:json enabled:bool=true fixed:bool=false
      dataSourcesCollections key* name options:json dataSourceKey | name,dataSourceKey
      dataSourcesFields key* name collectionName interface description uiSchema:json collectionKey options:json='{}' dataSourceKey | name,collectionName,dataSourceKey
      dataSourcesRoles id* roleName strategy:json dataSourceKey
      dataSourcesRolesResources id:big* + dataSourceKey='main' roleName name usingActionsConfig:bool
      dataSourcesRolesResourcesActions id:big* + name fields:jsonb='[]' scopeId:big rolesResourceId:big
      dataSourcesRolesResourcesScopes id:big* + key dataSourceKey='main' name resourceName scope:json
      uiSchemas x-uid* name schema:json='{}'
      uiSchemaTreePath ancestor* descendant* depth:int async:bool type sort:int
      uiSchemaServerHooks id:serial* type collection field method params:json uid
      uiSchemaTemplates + key* name componentName associationName resourceName collectionName dataSourceKey uid
      uiButtonSchemasRoles + uid roleName | uid,roleName
      flowModels uid* name options:json='{}'
      flowModelTreePath ancestor* descendant* depth:int async:bool type sort:int
      flowSql id:serial* + uid dataSourceKey sql:text! | uid
      desktopRoutes id:big* createdAt:at updatedAt:at parentId:big title tooltip icon schemaUid menuSchemaUid tabSchemaName type options:json sort:big hideInMenu:bool hidden:bool +by
      main_desktopRoutes_path nodePk:big path:path rootPk:big
      uiLayouts uid* title!='Untitled' layoutType!='desktop' routeName! routePath! authCheck:bool!=true enabled:bool!=true | routeName
      desktopRoutesUiLayouts + desktopRouteId:big* uiLayoutUid*
      themeConfig id:serial* + config:json optional:bool isBuiltIn:bool uid default:bool=false
      mapConfiguration id:serial* + accessKey securityJsCode type
      roles + name* title description strategy:json default:bool=false hidden:bool=false allowConfigure:bool allowNewMenu:bool snippets:jsonb='["!ui.*","!pm","!pm.*"]' sort:big | title
      rolesResources id:serial* + roleName name usingActionsConfig:bool | roleName,name
      rolesResourcesActions id:serial* + rolesResourceId:big name fields:jsonb='[]' scopeId:big
      rolesResourcesScopes id:serial* + key name resourceName scope:json
      rolesUischemas + roleName* uiSchemaXUid*
      rolesDesktopRoutes + desktopRouteId:big* roleName*
      rolesUsers + default:bool roleName* userId:big*
      users id:serial* createdAt:at updatedAt:at nickname username email phone password passwordChangeTz:big appLang resetToken systemSettings:json='{}' sort:big +by | email | username | resetToken
      authenticators id:serial* + name! authType! title description!='' options:json!='{}' enabled:bool=false sort:big +by | name
      usersAuthenticators + uuid! nickname!='' avatar!='' meta:json='{}' +by authenticator* userId:big*
      issuedTokens + id:uuid* signInTime:big! jti:uuid! issuedTime:big! userId:big! authenticator
      tokenControlConfig + key* config:json!='{}' +by
      apiKeys id:serial* createdAt:at! name roleName expiresIn token sort:big createdById:big
      workflows id:big* + key title enabled:bool=false description:text type triggerTitle config:jsonb='{}' invalid:bool=false executed:int=0 allExecuted:int=0 current:bool sync:bool=false options:jsonb='"{\\"timeout\\":0}"' +by | key,current
      flow_nodes id:big* + key title upstreamId:big branchIndex:int downstreamId:big type config:json='{}' workflowId:big
      executions id:big* createdAt:at updatedAt:at! workflowId:big key eventKey context:json status:int stack:json output:json | eventKey
      workflowStats + key* executed:big=0
      workflowVersionStats + id:big* executed:big=0
      customRequests + key* options:json
      customRequestsRoles + customRequestKey* roleName*
      notificationChannels + name* title options:json meta:json notificationType description:text +by
      storages id:big* + title name type options:jsonb='{}' rules:jsonb='{}' path:text='' baseUrl='' renameMode='appendRandomID' default:bool=false paranoid:bool=false settings:json='{}' | name
      attachments id:serial* + title filename extname size:int mimetype path:text meta:jsonb='{}' url:text +by storageId:big
      environmentVariables + name* type value:text
      backupSettings id:serial* + scheduled:bool cron keep:int enableFilesBackup:bool storageId:big encryptionPassword
      aiSkills + name* scope description:text content:text tools:jsonb title about:text from sort:big
      aiSettings id:serial* + options:jsonb='"{\\"storage\\":\\"local\\"}"' defaultLLMService defaultModel
      llmServices + name* title provider options:jsonb enabledModels:json='{"mode":"recommended","models":[]}' enabled:bool=true sort:big
      """;

  /** Those that come with plugins which one side has not switched on. */
  private static final String OF_MORE_PLUGINS =
      """
      localizationTexts id:big* + module! text:text! batch +by
      localizationTranslations id:serial* + locale! translation:text!='' textId:big +by | locale,textId
      departments id:big* + title parentId:big isLeaf:bool sort:big +by
      main_departments_path nodePk:big path:path rootPk:big
      departmentsRoles + departmentId:big* roleName*
      departmentsUsers + departmentId:big* userId:big* isOwner:bool!=false isMain:bool!=false
      """;

  private static final Map<String, String> TYPES =
      Map.of(
          "serial", "bigserial",
          "big", "bigint",
          "int", "integer",
          "bool", "boolean",
          "at", "timestamp with time zone",
          "path", "varchar(1024)",
          "", "varchar(255)");

  private NocoBaseTables() {}

  static String builtIn() {
    return sql(BUILT_IN);
  }

  static String ofMorePlugins() {
    return sql(OF_MORE_PLUGINS);
  }

  /** How many there are without a user's own. */
  static int count() {
    return (int) (BUILT_IN.lines().count() + OF_MORE_PLUGINS.lines().count());
  }

  /** Tables written as above. */
  static String sql(String lines) {
    return lines.lines().map(NocoBaseTables::table).collect(joining());
  }

  private static String table(String line) {
    var parts = line.split(" \\| ");
    var words =
        parts[0]
            .replaceFirst(" \\+by", " createdById:big updatedById:big")
            .replaceFirst(" \\+", " createdAt:at! updatedAt:at!")
            .split(" ");
    var name = quoted(words[0]);
    var columns = new ArrayList<String>();
    var key = new ArrayList<String>();
    for (var word : List.of(words).subList(1, words.length)) {
      columns.add(column(word));
      if (bare(word).endsWith("*")) {
        key.add(quoted(nameOf(word)));
      }
    }
    if (!key.isEmpty()) {
      columns.add("PRIMARY KEY (" + String.join(", ", key) + ")");
    }
    var table = "CREATE TABLE %s (%s);%n".formatted(name, String.join(", ", columns));
    return table
        + Arrays.stream(parts)
            .skip(1)
            .map(it -> Arrays.stream(it.split(",")).map(c -> quoted(c)).collect(joining(", ")))
            .map(it -> "CREATE UNIQUE INDEX ON %s (%s);%n".formatted(name, it))
            .collect(joining());
  }

  private static String column(String word) {
    int equals = word.indexOf('=');
    var type = typeOf(word);
    var sql = quoted(nameOf(word)) + " " + TYPES.getOrDefault(type, type);
    return sql
        + (bare(word).matches(".*[!*]") ? " NOT NULL" : "")
        + (equals < 0 ? "" : " DEFAULT " + word.substring(equals + 1));
  }

  private static String nameOf(String word) {
    return bare(word).replaceAll("[!*]$", "").replaceAll(":.*", "");
  }

  private static String typeOf(String word) {
    var plain = bare(word).replaceAll("[!*]$", "");
    return plain.contains(":") ? plain.substring(plain.indexOf(':') + 1) : "";
  }

  /** Without its default. */
  private static String bare(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }
}
