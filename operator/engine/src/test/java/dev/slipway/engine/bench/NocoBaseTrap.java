package dev.slipway.engine.bench;

import static dev.slipway.engine.bench.NocoBaseSample.shows;

/**
 * What is hard about taking an app made with NocoBase from development to production: each by a
 * name, made by a few statements on either side, and seen by a query on either side.
 */
public enum NocoBaseTrap {
  /** What is written of the environment: its name, its logo. A release brings neither. */
  SETTINGS_OF_THE_ENVIRONMENT(
      "UPDATE \"systemSettings\" SET title = 'Trade DEV', \"roleMode\" = 'allow-use-union'",
      "UPDATE \"systemSettings\" SET title = 'Trade', \"logoId\" = 2",
      "SELECT title = 'Trade DEV' AND \"logoId\" = 1 FROM \"systemSettings\"",
      "SELECT title = 'Trade' AND \"logoId\" = 2 FROM \"systemSettings\""),

  /** Files lie elsewhere, under the same name; attachments say where by a number. */
  STORAGES_OF_THE_ENVIRONMENT(
      """
      INSERT INTO storages (id, title, name, type, options, "baseUrl", "default")
        VALUES (398940332621824, 'Local storage', 'local', 'local',
                '{"documentRoot":"storage/uploads"}', '/storage/uploads', true)""",
      """
      INSERT INTO storages (id, title, name, type, options, "baseUrl", "default")
        VALUES (398940332621824, 'Local storage', 'local', 'local',
                '{"documentRoot":"storage/uploads"}', '/storage/uploads', false),
               (398970000000001, 'Bucket', 'bucket', 's3',
                '{"bucket":"trade","accessKeySecret":"h0me-bucket-secret"}', '', true)""",
      "SELECT count(*) = 1 FROM storages",
      "SELECT count(*) = 2 FROM storages"),

  /** One number, two things: what a sequence gives out means another row on the other side. */
  NUMBERS_THAT_COLLIDE(
      """
      INSERT INTO users (nickname, username, email, password)
        VALUES ('Dev Tester', 'tester', 'tester@example.test', 'h0me-hash-of-tester');
      INSERT INTO attachments (title, filename, extname, size, mimetype, path, "createdById", "storageId")
        VALUES ('price list é', 'price list é-u6r29d.txt', '.txt', 480, 'text/plain', '', 1, 398940332621824)""",
      """
      INSERT INTO users (nickname, username, email, password) VALUES
        ('Nadia', 'nadia', 'nadia@example.test', 'h0me-hash-of-nadia'),
        ('Pavel', 'pavel', 'pavel@example.test', 'h0me-hash-of-pavel');
      INSERT INTO attachments (title, filename, extname, size, mimetype, path, "createdById", "storageId")
        VALUES ('our logo', 'our logo-kayyw5.png', '.png', 750, 'image/png', '', 2, 398970000000001)""",
      "SELECT username = 'tester' FROM users WHERE id = 2",
      "SELECT username = 'nadia' FROM users WHERE id = 2"),

  /** Who made a row of configuration is a number, and on the other side somebody else. */
  MADE_BY_SOMEBODY_ELSE(
      """
      INSERT INTO "desktopRoutes" (id, title, "schemaUid", type, sort, "createdById", "updatedById")
        VALUES (398941220110341, 'Trade', '60ef2ae4cf0', 'group', 1, 2, 2)""",
      "",
      "SELECT bool_and(\"createdById\" = 2) FROM \"desktopRoutes\"",
      "SELECT NOT EXISTS (SELECT FROM \"desktopRoutes\")"),

  /** Paths of a tree: no key, and worth nothing without the table that they are of. */
  PATHS_WITHOUT_A_KEY(
      """
      INSERT INTO "desktopRoutes" (id, "parentId", title, "schemaUid", type, sort, "createdById")
        VALUES (398941220110342, 398941220110341, 'Orders', '504926a6898', 'flowPage', 1, 2);
      INSERT INTO "main_desktopRoutes_path" VALUES
        (398941220110341, '/398941220110341', 398941220110341),
        (398941220110342, '/398941220110341/398941220110342', 398941220110341);
      INSERT INTO "desktopRoutesUiLayouts" ("desktopRouteId", "uiLayoutUid")
        VALUES (398941220110341, 'admin-layout-model'), (398941220110342, 'admin-layout-model');
      INSERT INTO "rolesDesktopRoutes" ("desktopRouteId", "roleName")
        SELECT id, name FROM "desktopRoutes", roles WHERE name IN ('admin', 'sales')""",
      "",
      "SELECT count(*) = 2 FROM \"main_desktopRoutes_path\"",
      "SELECT NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = '\"main_desktopRoutes_path\"'::regclass)"),

  /** The next number of an order book lives in a row of configuration. */
  LIVE_COUNTERS(
      NocoBaseTables.sql(
              "products createdAt:at updatedAt:at sort:big id:big* sku code name='it''s_new' price:numeric(12,2) tags:jsonb='[]' spec:jsonb token:uuid opensAt:time categoryId:big | sku")
          + """
          ALTER TABLE products ALTER COLUMN name SET DEFAULT 'it''s new';
          INSERT INTO collections (key, name, title, options, sort)
            VALUES ('kprodu', 'products', 'Products', '{"template":"general","indexes":[{"fields":["sku"]}]}', 5);
          INSERT INTO fields (key, name, type, interface, "collectionName", options, sort)
            VALUES ('f0code', 'code', 'sequence', 'sequence', 'products', '{"patterns":[{"type":"integer","options":{"key":1}}]}', 6);
          INSERT INTO sequences (collection, field, key, current, "lastGeneratedAt")
            VALUES ('orders', 'orderNo', 1, 4, '2026-11-01 10:00+00'),
                   ('products', 'code', 1, 25, '2026-11-01 10:00+00');
          INSERT INTO products (id, sku, code, price, tags)
            SELECT 398942000000000 + n, 'S' || n, 'C' || n, n, '["a","b"]' FROM generate_series(1, 25) AS n""",
      """
      INSERT INTO sequences (id, collection, field, key, current, "lastGeneratedAt")
        VALUES (7, 'orders', 'orderNo', 1, 4711, '2026-11-20 10:00+00')""",
      "SELECT current = 4 FROM sequences WHERE collection = 'orders'",
      "SELECT current = 4711 AND id = 7 FROM sequences WHERE collection = 'orders'"),

  /** What the title of a role may be only once; here development gives it to another role. */
  UNIQUE_TITLE_OF_A_ROLE(
      """
      INSERT INTO roles (name, title, sort) VALUES ('warehouse', 'Audit', 5);
      INSERT INTO "dataSourcesRoles" VALUES ('27p8j07nwmv', 'warehouse', '{"actions":["view"]}', 'main');
      INSERT INTO "dataSourcesRolesResources" (id, "roleName", name, "usingActionsConfig")
        VALUES (398941220110338, 'warehouse', 'orders', true);
      INSERT INTO "dataSourcesRolesResourcesScopes" (id, key, name, "resourceName", scope)
        VALUES (398941220110337, 'cy7jyqnjdzm', 'Shipped only', 'orders', '{"$and":[{"status":{"$eq":"shipped"}}]}');
      INSERT INTO "dataSourcesRolesResourcesActions" (id, name, fields, "scopeId", "rolesResourceId")
        VALUES (398941220110339, 'view', '["orderNo","quantity"]', 398941220110337, 398941220110338);
      INSERT INTO "rolesResources" ("roleName", name, "usingActionsConfig") VALUES ('warehouse', 'orders', true);
      INSERT INTO "rolesResourcesScopes" (key, name, scope) VALUES ('all', 'All', '{}');
      INSERT INTO "rolesResourcesActions" ("rolesResourceId", name, "scopeId") VALUES (1, 'view', 1)""",
      "",
      "SELECT name = 'warehouse' FROM roles WHERE title = 'Audit'",
      "SELECT EXISTS (SELECT FROM pg_indexes WHERE tablename = 'roles' AND indexdef LIKE '%UNIQUE%(title)')"),

  /** A role that only production has, and people who hold it. */
  ROLE_OF_PRODUCTION(
      "",
      """
      INSERT INTO roles (name, title, sort) VALUES ('auditor', 'Audit', 6);
      INSERT INTO "dataSourcesRoles" VALUES ('y295m8wy4t5', 'auditor', '{"actions":["view"]}', 'main');
      INSERT INTO "rolesUsers" ("default", "roleName", "userId")
        VALUES (true, 'auditor', 2), (true, 'sales', 3)""",
      "SELECT NOT EXISTS (SELECT FROM roles WHERE name = 'auditor')",
      "SELECT title = 'Audit' FROM roles WHERE name = 'auditor'"),

  /** A table that only production has, and the rows that tell the app of it. */
  COLLECTION_OF_PRODUCTION(
      "",
      NocoBaseTables.sql("incidents createdAt:at updatedAt:at id:big* title level:int")
          + """
          INSERT INTO incidents (id, title, level)
            SELECT 398971000000000 + n, 'Incident ' || n, n FROM generate_series(1, 3) AS n;
          INSERT INTO collections (key, name, title, options, sort)
            VALUES ('kincid', 'incidents', 'Incidents', '{"template":"general"}', 5)""",
      "SELECT to_regclass('incidents') IS NULL",
      "SELECT count(*) = 3 FROM incidents"),

  /** A column that somebody added in production in a hurry. */
  HOT_FIX_COLUMN(
      "",
      """
      ALTER TABLE customers ADD COLUMN "vatId" varchar(255);
      UPDATE customers SET "vatId" = 'CZ' || id;
      INSERT INTO fields (key, name, type, interface, "collectionName", sort)
        VALUES ('f0vati', 'vatId', 'string', 'input', 'customers', 6)""",
      "SELECT NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'customers'::regclass AND attname = 'vatId')",
      "SELECT bool_and(\"vatId\" IS NOT NULL) FROM customers"),

  /** Business went on: rows by the hundred that no release may touch. */
  BUSINESS_ROWS(
      "",
      """
      INSERT INTO customers (name, email, tier, "createdById", "vatId")
        SELECT 'Kunde №' || n, 'k' || n || '@example.test', 'A', 2, 'DE' || n FROM generate_series(4, 60) AS n;
      INSERT INTO orders (id, "orderNo", status, quantity, amount, "customerId")
        SELECT 398960000000000 + n, 'P-' || n, 'shipped', (n % 9 + 1)::text, n * 1.5, n % 60 + 1
          FROM generate_series(1, 200) AS n""",
      "SELECT count(*) = 4 FROM ONLY orders",
      "SELECT count(*) = 204 FROM ONLY orders"),

  /**
   * Text became a number by removing the field and making it again: another key under the same
   * name, a hole where the column was, a view that hangs on it, and rows in production that have to
   * be cast.
   */
  FIELD_MADE_ANEW(
      """
      DROP VIEW order_totals;
      ALTER TABLE orders DROP COLUMN quantity;
      ALTER TABLE orders ADD COLUMN quantity integer DEFAULT 1;
      DELETE FROM fields WHERE key = 'f0quan';
      INSERT INTO fields (key, name, type, interface, "collectionName", options, sort)
        VALUES ('f0new4', 'quantity', 'integer', 'integer', 'orders', '{"defaultValue":1}', 7);
      CREATE VIEW order_totals AS
        SELECT "customerId", count(*) AS orders, max(quantity) AS most, sum(quantity) AS pieces
          FROM orders GROUP BY "customerId";
      INSERT INTO collections (key, name, title, options, sort) VALUES
        ('kovtot', 'order_totals', 'Totals', '{"template":"view","view":true,"viewName":"order_totals"}', 6)""",
      "",
      "SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attisdropped)",
      "SELECT format_type(atttypid, NULL) = 'character varying' FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'quantity'"),

  /** One rule under two names: what is unique was made so at another time. */
  SAME_RULE_UNDER_OTHER_NAMES(
      "CREATE UNIQUE INDEX \"orders_orderNo_uk\" ON orders (\"orderNo\")",
      "ALTER TABLE orders ADD CONSTRAINT \"orders_orderNo_key\" UNIQUE (\"orderNo\")",
      "SELECT to_regclass('\"orders_orderNo_uk\"') IS NOT NULL",
      "SELECT to_regclass('\"orders_orderNo_key\"') IS NOT NULL"),

  /** Rows of a child are rows of its parent as well, and draw from the parent's sequence. */
  INHERITED_ROWS(
      """
      CREATE TABLE "vipCustomers" ("creditLimit" double precision) INHERITS (customers);
      ALTER TABLE "vipCustomers" ADD CONSTRAINT "vipCustomers_id_pk" PRIMARY KEY (id);
      INSERT INTO "vipCustomers" (name, email, "creditLimit") VALUES ('Vip', 'v@example.test', 5000);
      INSERT INTO collections (key, name, title, options, sort)
        VALUES ('kvipcu', 'vipCustomers', 'VIP', '{"template":"inheritance","inherits":["customers"]}', 7)""",
      "",
      "SELECT (SELECT count(*) FROM customers) = 4 AND (SELECT count(*) FROM ONLY customers) = 3",
      "SELECT to_regclass('\"vipCustomers\"') IS NULL"),

  /** A tree of the user's and its paths, which take the rule of the tree. */
  TREE_OF_THE_USER(
      NocoBaseTables.sql(
              """
              categories createdAt:at updatedAt:at sort:big id:serial* name parentId:big
              main_categories_path nodePk:big path:path rootPk:big
              """)
          + """
          INSERT INTO categories (name, "parentId") VALUES ('Bikes', NULL), ('Städtische', 1);
          INSERT INTO main_categories_path VALUES (1, '/1', 1), (2, '/1/2', 1);
          INSERT INTO collections (key, name, title, options, sort)
            VALUES ('kcateg', 'categories', 'Categories', '{"template":"tree","tree":"adjacencyList"}', 8)""",
      "",
      "SELECT count(*) = 2 FROM main_categories_path",
      "SELECT to_regclass('categories') IS NULL"),

  /** Tables between two others, of which the app keeps no row in collections. */
  JOIN_TABLES_OF_THE_USER(
      NocoBaseTables.sql(
              """
              orderProducts + orderId:big* productId:big*
              ordersFiles + orderId:big* attachmentId:big*
              """)
          + """
          INSERT INTO "orderProducts" ("createdAt", "updatedAt", "orderId", "productId")
            SELECT '2026-11-01+00', '2026-11-01+00', 398950000000001, id FROM products LIMIT 3;
          INSERT INTO "ordersFiles" ("createdAt", "updatedAt", "orderId", "attachmentId")
            VALUES ('2026-11-01+00', '2026-11-01+00', 398950000000001, 2);
          INSERT INTO fields (key, name, type, interface, "collectionName", options, sort) VALUES
            ('f0prod', 'products', 'belongsToMany', 'm2m', 'orders', '{"target":"products","through":"orderProducts"}', 8),
            ('f0file', 'files', 'belongsToMany', 'attachment', 'orders', '{"target":"attachments","through":"ordersFiles"}', 9)""",
      "",
      "SELECT NOT EXISTS (SELECT FROM collections WHERE name = 'orderProducts')",
      "SELECT to_regclass('\"ordersFiles\"') IS NULL"),

  /** A collection that is a query: the app knows it, the database has nothing of that name. */
  COLLECTION_WITHOUT_A_TABLE(
      """
      INSERT INTO collections (key, name, title, options, sort)
        VALUES ('ksqlco', 'bestSellers', 'Best sellers', '{"template":"sql","sql":"SELECT 1 AS n"}', 9)""",
      "",
      "SELECT to_regclass('\"bestSellers\"') IS NULL",
      "SELECT NOT EXISTS (SELECT FROM collections WHERE name = 'bestSellers')"),

  /** Line breaks, other alphabets, backslashes, braces: text that has to come out as it went in. */
  TEXT_OF_ALL_KINDS(
      """
      INSERT INTO "uiSchemas" VALUES ('m4rkdown000', 'note', json_build_object(
        'x-component-props', json_build_object('content',
          E'# Přehled\\r\\n\\t– 価格表 🚲\\n\\\\N is no null, \\\\\\\\. no end, {{ $env.API_BASE }}')));
      INSERT INTO "uiSchemaTreePath" VALUES
        ('m4rkdown000', 'm4rkdown000', 0, false, 'properties', 1),
        ('p4gecustomr', 'm4rkdown000', 1, NULL, NULL, NULL),
        ('nocobase-admin-menu', 'm4rkdown000', 2, NULL, NULL, NULL);
      INSERT INTO "flowModels" VALUES ('fl0wpage000', 'Objednávky', '{"use":"PageModel","title":"a\\\\nb"}');
      INSERT INTO "flowModelTreePath" VALUES ('fl0wpage000', 'fl0wpage000', 0, NULL, NULL, NULL)""",
      "",
      "SELECT schema #>> '{x-component-props,content}' LIKE E'%🚲\\n\\\\\\\\N is%' FROM \"uiSchemas\" WHERE \"x-uid\" = 'm4rkdown000'",
      "SELECT count(*) = 2 FROM \"uiSchemas\""),

  /**
   * Of the revisions of a workflow one is current; the others say nothing, so that it is unique.
   */
  WORKFLOW_REVISIONS(
      """
      INSERT INTO workflows (id, key, title, enabled, type, config, current, executed, "createdById") VALUES
        (398941220110346, 'x7x40kbt7ef', 'On order created', false, 'collection', '{"collection":"orders"}', NULL, 1, 2),
        (398941228498944, 'x7x40kbt7ef', 'On order created', true, 'collection', '{"collection":"orders"}', true, 0, 2);
      INSERT INTO flow_nodes (id, key, title, type, config, "workflowId") VALUES
        (398941220110347, '0im0j03rali', 'Big order?', 'condition', '{"rejectOnFalse":true}', 398941220110346),
        (398941228498946, '0im0j03rali', 'Tell the partner', 'request',
         '{"url":"{{$env.API_BASE}}/orders","headers":[{"name":"Authorization","value":"Bearer {{ $env.API_SECRET }}"}]}', 398941228498944);
      INSERT INTO executions (id, "workflowId", key, status) VALUES (398941220110350, 398941220110346, 'x7x40kbt7ef', 1);
      INSERT INTO "workflowStats" (key, executed) VALUES ('x7x40kbt7ef', 1)""",
      "",
      "SELECT count(*) = 2 AND count(current) = 1 FROM workflows WHERE key = 'x7x40kbt7ef'",
      "SELECT NOT EXISTS (SELECT FROM workflows WHERE key = 'x7x40kbt7ef')"),

  /** A workflow that only production has, with runs that name it. */
  WORKFLOW_OF_PRODUCTION(
      "",
      """
      INSERT INTO workflows (id, key, title, enabled, type, config, current)
        VALUES (398941619093504, 'qzwg6wiw5wz', 'PROD only', true, 'collection', '{"collection":"customers"}', true);
      INSERT INTO flow_nodes (id, key, type, "workflowId") VALUES (398941619093505, 'fjbzy31xm8f', 'condition', 398941619093504);
      INSERT INTO executions (id, "workflowId", key, status)
        SELECT 398941619093600 + n, 398941619093504, 'qzwg6wiw5wz', CASE n WHEN 15 THEN 0 ELSE 1 END FROM generate_series(1, 15) AS n;
      INSERT INTO "workflowStats" (key, executed) VALUES ('qzwg6wiw5wz', 15);
      INSERT INTO "workflowVersionStats" (id, executed) VALUES (398941619093504, 15)""",
      "SELECT NOT EXISTS (SELECT FROM workflows WHERE title = 'PROD only')",
      "SELECT count(*) = 15 FROM executions"),

  /** Each side has its own values; development refers to one name that production lacks. */
  ENVIRONMENT_VARIABLES(
      """
      INSERT INTO "environmentVariables" (name, type, value) VALUES
        ('API_BASE', 'default', 'https://dev.example.test/api'),
        ('API_SECRET', 'secret', 'h0me-variable-of-development'),
        ('PARTNER_TOKEN', 'secret', 'h0me-variable-of-development');
      INSERT INTO "customRequests" (key, options) VALUES ('862a5937c6b',
        '{"method":"POST","url":"{{$env.API_BASE}}/ping","headers":[{"name":"Accept","value":"application/json"},{"name":"X-Key","value":"{{ $env.PARTNER_TOKEN }}"}]}');
      INSERT INTO "customRequestsRoles" ("customRequestKey", "roleName") VALUES ('862a5937c6b', 'sales')""",
      """
      INSERT INTO "environmentVariables" (name, type, value) VALUES
        ('API_BASE', 'default', 'https://example.test/api'),
        ('API_SECRET', 'secret', 'h0me-variable-of-production'),
        ('SMTP_PASS', 'secret', 'h0me-variable-of-production')""",
      "SELECT count(*) = 3 FROM \"environmentVariables\"",
      "SELECT NOT EXISTS (SELECT FROM \"environmentVariables\" WHERE name = 'PARTNER_TOKEN')"),

  /** People, how they get in, and that they are in. */
  PEOPLE(
      """
      INSERT INTO "rolesUsers" ("roleName", "userId") VALUES ('warehouse', 2);
      INSERT INTO "issuedTokens" (id, "signInTime", jti, "issuedTime", "userId", authenticator)
        VALUES ('00000000-0000-4000-8000-000000000001', 1, '00000000-0000-4000-8000-00000000000a', 1, 1, 'basic')""",
      """
      INSERT INTO "usersAuthenticators" (uuid, authenticator, "userId")
        VALUES ('nadia@example.test', 'sso', 2), ('pavel@example.test', 'sso', 3);
      INSERT INTO "issuedTokens" (id, "signInTime", jti, "issuedTime", "userId", authenticator)
        VALUES ('00000000-0000-4000-8000-000000000002', 2, '00000000-0000-4000-8000-00000000000b', 2, 2, 'sso')""",
      "SELECT count(*) = 2 FROM users",
      "SELECT count(*) = 3 FROM users"),

  /** What the app writes by itself at each start is no change of anybody's. */
  WRITTEN_AT_EACH_START(
      "UPDATE \"aiSkills\" SET \"updatedAt\" = '2026-11-02 08:00:00+00'",
      "UPDATE \"aiSkills\" SET \"updatedAt\" = '2026-11-20 06:30:00+00'",
      "SELECT bool_and(\"updatedAt\" = '2026-11-02 08:00:00+00') FROM \"aiSkills\"",
      "SELECT bool_and(\"updatedAt\" = '2026-11-20 06:30:00+00') FROM \"aiSkills\""),

  /** A plugin brings tables, and columns into tables of people. */
  PLUGINS_OF_ONE_SIDE(
      NocoBaseTables.ofMorePlugins()
          + """
          ALTER TABLE users ADD COLUMN "mainDepartmentId" bigint;
          INSERT INTO "applicationPlugins" (name, "packageName", version, enabled, installed) VALUES
            ('departments', '@nocobase/plugin-departments', '2.2.15', true, true),
            ('localization', '@nocobase/plugin-localization', '2.2.15', true, true);
          INSERT INTO "localizationTexts" ("createdAt", "updatedAt", id, module, text)
            VALUES ('2026-11-01+00', '2026-11-01+00', 398941373202432, 'resources.client', 'Orders');
          INSERT INTO "localizationTranslations" ("createdAt", "updatedAt", locale, translation, "textId")
            VALUES ('2026-11-01+00', '2026-11-01+00', 'cs-CZ', 'Objednávky', 398941373202432)""",
      "",
      "SELECT count(*) = 10 FROM \"applicationPlugins\"",
      "SELECT to_regclass('departments') IS NULL AND to_regclass('\"localizationTexts\"') IS NULL"),

  /** Columns that cannot be compared, and a default that is JSON within a JSON text. */
  JSON_WITHOUT_EQUALITY(
      "",
      "",
      "SELECT options::text = '\"{\\\"timeout\\\":0}\"' FROM workflows LIMIT 1",
      "SELECT format_type(atttypid, NULL) = 'json' FROM pg_attribute WHERE attrelid = 'roles'::regclass AND attname = 'strategy'"),

  /** No key of another table is known to the database. */
  NO_FOREIGN_KEYS(
      "",
      "",
      "SELECT NOT EXISTS (SELECT FROM pg_constraint WHERE contype = 'f')",
      "SELECT NOT EXISTS (SELECT FROM pg_constraint WHERE contype = 'f')"),

  /** Names that SQL reads only in quotes. */
  NAMES_IN_QUOTES(
      "",
      "",
      "SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = '\"uiSchemas\"'::regclass AND attname = 'x-uid')",
      "SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'roles'::regclass AND attname = 'default')");

  private final String development;
  private final String production;
  private final String seenInDevelopment;
  private final String seenInProduction;

  NocoBaseTrap(
      String development, String production, String seenInDevelopment, String seenInProduction) {
    this.development = development;
    this.production = production;
    this.seenInDevelopment = seenInDevelopment;
    this.seenInProduction = seenInProduction;
  }

  String development() {
    return development;
  }

  String production() {
    return production;
  }

  /** Whether it is still there, in a development of plain names. */
  public boolean isIn(AppDatabase development) {
    return shows(development, seenInDevelopment);
  }

  /** Whether it is still there, in a production of plain names. */
  public boolean isInProduction(AppDatabase production) {
    return shows(production, seenInProduction);
  }
}
