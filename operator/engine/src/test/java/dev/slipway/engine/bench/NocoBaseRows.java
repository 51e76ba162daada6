package dev.slipway.engine.bench;

import java.util.List;

/** What both sides of the sample have in common, and what a test may add to one of them. */
final class NocoBaseRows {
  /** So written that nothing which looks for secrets in sources takes them for some. */
  static final List<String> PLANTED_SECRETS =
      List.of(
          "pl4nted-Header-" + "7Qw9ZkLmX2",
          "pl4nted-Database-" + "pa55w0rd",
          "pl4nted-Smtp-" + "3dKf81",
          "AKIA" + "PL4NTEDQ7WERTYUI",
          "-----BEGIN " + "PRIVATE KEY-----");

  static final List<String> SECRETS_AT_HOME =
      List.of(
          "h0me-hash-of-admin",
          "h0me-reset-of-admin",
          "h0me-oidc-secret",
          "h0me-bucket-secret",
          "h0me-backup-password",
          "h0me-api-key",
          "h0me-variable-of-development",
          "h0me-variable-of-production",
          "h0me-hash-of-nadia",
          "h0me-hash-of-pavel");

  /** The user's, in the shape that both sides began with. */
  static final String OWN_TABLES =
      NocoBaseTables.sql(
              """
              customers createdAt:at updatedAt:at sort:big id:serial* name email tier createdById:big updatedById:big
              orders createdAt:at updatedAt:at sort:big id:big* orderNo status quantity amount:float8 customerId:big createdById:big updatedById:big
              """)
          + """
          CREATE INDEX orders_customer_id ON orders ("customerId");
          CREATE VIEW order_totals AS
            SELECT "customerId", count(*) AS orders, max(quantity) AS most FROM orders
             GROUP BY "customerId";
          """;

  /** The app sets both times itself; here a default spares every row from saying them. */
  static final String TIMES = times("SET DEFAULT timestamptz '2026-11-01 09:00:00.123+00'");

  static final String NO_TIMES = times("DROP DEFAULT");

  static final String COMMON =
      """
      INSERT INTO "applicationVersion" (value) VALUES ('2.2.15');
      INSERT INTO "applicationPlugins" (name, "packageName", version, enabled, installed, "builtIn")
        SELECT n, '@nocobase/plugin-' || n, '2.2.15', n <> 'map', true, true
          FROM unnest('{acl,auth,data-source-main,file-manager,map,ui-schema-storage,users,workflow}'::text[]) AS n;
      INSERT INTO "systemSettings" (title, "logoId", "enabledLanguages", "appLang")
        VALUES ('Trade', 1, '["en-US","cs-CZ"]', 'en-US');
      INSERT INTO collections (key, name, title, options, sort) VALUES
        ('kr0les', 'roles', '{{t("Roles")}}', '{"from":"db2cm","filterTargetKey":"name"}', 1),
        ('kusers', 'users', '{{t("Users")}}', '{"from":"db2cm"}', 2),
        ('kcustm', 'customers', 'Customers', '{"template":"general","autoGenId":false}', 3),
        ('korder', 'orders', 'Orders', '{"template":"general","autoGenId":false}', 4);
      INSERT INTO fields (key, name, type, interface, "collectionName", options, sort) VALUES
        ('f0name', 'name', 'string', 'input', 'customers', '{}', 1),
        ('f0mail', 'email', 'string', 'email', 'customers', '{}', 2),
        ('f0ordn', 'orderNo', 'string', 'input', 'orders', '{}', 3),
        ('f0quan', 'quantity', 'string', 'input', 'orders', '{}', 4),
        ('f0cust', 'customer', 'belongsTo', 'm2o', 'orders', '{"target":"customers","foreignKey":"customerId"}', 5);
      INSERT INTO "dataSources" (key, "displayName", type, options, fixed)
        VALUES ('main', '{{t("Main")}}', 'main', '{}', true);
      INSERT INTO "dataSourcesRoles" VALUES
        ('dsr0root000', 'root', NULL, 'main'),
        ('dsr0admin00', 'admin', '{"actions":["create","view","update","destroy"]}', 'main'),
        ('dsr0member0', 'member', '{"actions":["view:own"]}', 'main'),
        ('dsr0sales00', 'sales', '{"actions":["view","create:own"]}', 'main');
      INSERT INTO "dataSourcesRolesResourcesScopes" (id, key, name, scope) VALUES
        (398940332621825, 'all', '{{t("All records")}}', '{}'),
        (398940332621826, 'own', '{{t("Own records")}}', '{"createdById":"{{ ctx.state.currentUser.id }}"}');
      INSERT INTO roles (name, title, "default", hidden, snippets, sort) VALUES
        ('root', '{{t("Root")}}', false, true, '["pm","pm.*","ui.*"]', 1),
        ('admin', '{{t("Admin")}}', false, false, '["pm","ui.*"]', 2),
        ('member', '{{t("Member")}}', true, false, '["!pm","!ui.*"]', 3),
        ('sales', 'Sales', false, false, '["!pm","!ui.*"]', 4);
      INSERT INTO users (nickname, username, email, password, "resetToken")
        VALUES ('Super Admin', 'nocobase', 'admin@example.test', 'h0me-hash-of-admin', 'h0me-reset-of-admin');
      INSERT INTO "rolesUsers" ("default", "roleName", "userId")
        VALUES (true, 'root', 1), (NULL, 'admin', 1), (NULL, 'member', 1);
      INSERT INTO authenticators (name, "authType", options, enabled) VALUES
        ('basic', 'Email/Password', '{"public":{"allowSignUp":true}}', true),
        ('sso', 'OIDC', '{"clientSecret":"h0me-oidc-secret"}', true);
      INSERT INTO "usersAuthenticators" (uuid, authenticator, "userId")
        VALUES ('admin@example.test', 'sso', 1);
      INSERT INTO "tokenControlConfig" (key, config)
        VALUES ('token-policy-config', '{"tokenExpirationTime":"1d"}');
      INSERT INTO "apiKeys" (name, "roleName", token) VALUES ('import', 'admin', 'h0me-api-key');
      INSERT INTO "backupSettings" (scheduled, cron, keep, "encryptionPassword")
        VALUES (false, '0 0 0 * * *', 100, 'h0me-backup-password');
      INSERT INTO "aiSkills" (name, scope, tools) VALUES
        ('data-metadata', 'GENERAL', '["getCollectionNames"]'), ('document-search', 'GENERAL', '[]');
      INSERT INTO "aiSettings" DEFAULT VALUES;
      INSERT INTO "uiLayouts" (uid, title, "routeName", "routePath") VALUES
        ('admin-layout-model', 'Desktop layout', 'admin', '/admin'),
        ('mobile-layout-model', 'Mobile layout', 'mobile', '/mobile');
      INSERT INTO "themeConfig" (config, optional, "isBuiltIn", uid, "default")
        VALUES ('{"name":"Default"}', true, true, 'default', true);
      INSERT INTO "uiSchemas" VALUES
        ('nocobase-admin-menu', 'menu', '{"type":"void","x-component":"Menu"}'),
        ('p4gecustomr', 'customers', '{"type":"void","x-component":"Page"}');
      INSERT INTO "uiSchemaTreePath" VALUES
        ('nocobase-admin-menu', 'nocobase-admin-menu', 0, false, 'properties', NULL),
        ('p4gecustomr', 'p4gecustomr', 0, false, 'properties', 1),
        ('nocobase-admin-menu', 'p4gecustomr', 1, NULL, NULL, NULL);
      INSERT INTO attachments (title, filename, extname, size, mimetype, path, "storageId")
        VALUES ('logo', 'logo-h3cl1l.png', '.png', 11186, 'image/png', '', 398940332621824);
      INSERT INTO customers (name, email, tier, "createdById")
        SELECT 'Customer ' || n, 'c' || n || '@example.test', 'B', 1 FROM generate_series(1, 3) AS n;
      INSERT INTO orders (id, "orderNo", status, quantity, amount, "customerId")
        SELECT 398950000000000 + n, 'A-' || n, 'new', n::text, n * 10.5, 1 + n % 3
          FROM generate_series(1, 4) AS n;
      """;

  /** What keeps quantities from becoming numbers, and order numbers from being unique. */
  static final String SPOILT =
      """
      UPDATE orders SET quantity = 'a dozen' WHERE id = 398960000000001;
      UPDATE orders SET quantity = '' WHERE id = 398960000000002;
      UPDATE orders SET quantity = '99999999999' WHERE id = 398960000000003;
      UPDATE orders SET quantity = NULL WHERE id = 398960000000004;
      UPDATE orders SET "orderNo" = 'P-6' WHERE id = 398960000000005;
      """;

  static final String PLANTED =
      """
      UPDATE "customRequests" SET options = '{"method":"GET","url":"https://partner.example.test",
          "headers":[{"name":"Accept","value":"application/json"},{"name":"X-Api-Key","value":"%s"}]}'
       WHERE key = '862a5937c6b';
      INSERT INTO "dataSources" ("createdAt", "updatedAt", key, type, options)
        VALUES (now(), now(), 'erp', 'postgres', '{"host":"erp.example.test","username":"reader","password":"%s"}');
      INSERT INTO "notificationChannels" ("createdAt", "updatedAt", name, "notificationType", options)
        VALUES (now(), now(), 's_mail', 'email', '{"host":"smtp.example.test","account":{"password":"%s"}}');
      INSERT INTO "flowModels" VALUES ('pl4ntedmodel', 'script',
        '{"code":"const key = ''%s'';\\nreturn ctx.request({ url: ''/x'' });"}');
      UPDATE flow_nodes SET config = '{"key":"%s\\nMC4CAQAw\\n"}' WHERE id = 398941220110347;
      """
          .formatted(PLANTED_SECRETS.toArray());

  /** Of a child only what is its own: the rest comes from its parent. */
  static final String RENAMED_COLUMNS =
      """
      SELECT format('ALTER TABLE %%1$s.%%2$I RENAME COLUMN %%3$I TO %%4$I', '%1$s', c.relname, a.attname,
                    lower(regexp_replace(a.attname, '([A-Z])', '_\\1', 'g')))
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = '%1$s'::regnamespace AND c.relkind IN ('r', 'v')
         AND a.attnum > 0 AND NOT a.attisdropped AND a.attinhcount = 0
         AND a.attname <> lower(a.attname)
      """;

  private NocoBaseRows() {}

  private static String times(String change) {
    return """
    DO $$
      DECLARE what text;
      BEGIN
        FOR what IN
          SELECT format('ALTER TABLE ONLY %%I ALTER COLUMN %%I %s', c.relname, a.attname)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
           WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
             AND a.attname IN ('createdAt', 'updatedAt')
        LOOP EXECUTE what; END LOOP;
      END $$;
    """
        .formatted(change.replace("'", "''"))
        .replace("%%", "%");
  }
}
