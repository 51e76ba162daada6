-- Empties the schema that the setting slipway.schema names, object by object: dropping the schema
-- itself would take extensions along. Refuses what others own, and what others have built on it.
-- Runs in the transaction of the caller, with an empty search path, so that all names are whole.
DO $clear$
DECLARE
  schema constant name := pg_catalog.current_setting('slipway.schema');
  owner constant text := pg_catalog.current_setting('slipway.owner');
  target constant oid := (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = schema);
  others constant text := $others$
    WITH object (classid, objid, part, namespace) AS (
      SELECT 'pg_catalog.pg_class'::regclass::oid, oid, 0, relnamespace FROM pg_catalog.pg_class
      UNION ALL -- a column goes with its type, and takes its values along
      SELECT 'pg_catalog.pg_class'::regclass, c.oid, a.attnum, c.relnamespace
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
       WHERE a.attnum > 0 AND NOT a.attisdropped
      UNION ALL
      SELECT 'pg_catalog.pg_proc'::regclass, oid, 0, pronamespace FROM pg_catalog.pg_proc
      UNION ALL
      SELECT 'pg_catalog.pg_type'::regclass, oid, 0, typnamespace FROM pg_catalog.pg_type
      UNION ALL
      SELECT 'pg_catalog.pg_constraint'::regclass, oid, 0, connamespace
        FROM pg_catalog.pg_constraint
      UNION ALL
      SELECT 'pg_catalog.pg_attrdef'::regclass, d.oid, 0, c.relnamespace
        FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_class c ON c.oid = d.adrelid
      UNION ALL
      SELECT 'pg_catalog.pg_trigger'::regclass, g.oid, 0, c.relnamespace
        FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
       WHERE NOT g.tgisinternal
      UNION ALL
      SELECT 'pg_catalog.pg_policy'::regclass, p.oid, 0, c.relnamespace
        FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
      UNION ALL -- a view is one, and goes by its own name
      SELECT 'pg_catalog.pg_rewrite'::regclass, r.oid, 0, c.relnamespace
        FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
       WHERE r.rulename <> '_RETURN'
      UNION ALL -- what belongs to the database, or to somebody else's schema, and no dump of ours has
      SELECT DISTINCT d.classid, d.objid, 0,
             coalesce((SELECT n.oid FROM pg_catalog.pg_namespace n
                        WHERE n.nspname = (pg_catalog.pg_identify_object(d.classid, d.objid, 0)).schema),
                      0::oid)
        FROM pg_catalog.pg_depend d
       WHERE d.classid = ANY ('{pg_catalog.pg_cast, pg_catalog.pg_collation,
               pg_catalog.pg_conversion, pg_catalog.pg_event_trigger,
               pg_catalog.pg_foreign_data_wrapper, pg_catalog.pg_foreign_server,
               pg_catalog.pg_language, pg_catalog.pg_opclass, pg_catalog.pg_operator,
               pg_catalog.pg_opfamily, pg_catalog.pg_publication_rel,
               pg_catalog.pg_statistic_ext, pg_catalog.pg_transform, pg_catalog.pg_ts_config,
               pg_catalog.pg_ts_dict}'::regclass[])
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend i -- goes, and comes, with what it is of
                          WHERE i.classid = d.classid AND i.objid = d.objid AND i.deptype = 'i')
      UNION ALL
      SELECT 'pg_catalog.pg_extension'::regclass, oid, 0, 0::oid FROM pg_catalog.pg_extension)
    SELECT pg_catalog.array_agg(pg_catalog.pg_describe_object(o.classid, o.objid, o.part))
      FROM object o LEFT JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
     WHERE (o.namespace <> $1
            AND coalesce(n.nspname, '') !~ '^(pg_toast|pg_temp|pg_catalog$|information_schema$)')
        OR EXISTS (SELECT FROM pg_catalog.pg_depend d
                    WHERE d.classid = o.classid AND d.objid = o.objid AND d.deptype = 'e')
  $others$;
  others_before text[];
  others_after text[];
  lost text;
  foreign_object record;
  statements text[];
  statement text;
BEGIN
  IF target IS NULL THEN
    EXECUTE pg_catalog.format(CASE owner WHEN '' THEN 'CREATE SCHEMA %I'
                                ELSE 'CREATE SCHEMA %I AUTHORIZATION %I' END, schema, owner);
    RETURN;
  END IF;

  -- the owner of a schema may drop what others have put there, and must not by accident
  SELECT i.identity, pg_catalog.pg_get_userbyid(o.owner) AS owner INTO foreign_object
    FROM (SELECT 'pg_catalog.pg_class'::regclass::oid AS classid, oid, relowner AS owner
            FROM pg_catalog.pg_class WHERE relnamespace = target
          UNION ALL
          SELECT 'pg_catalog.pg_proc'::regclass, oid, proowner
            FROM pg_catalog.pg_proc WHERE pronamespace = target
          UNION ALL
          SELECT 'pg_catalog.pg_type'::regclass, oid, typowner
            FROM pg_catalog.pg_type WHERE typnamespace = target) o,
         pg_catalog.pg_identify_object(o.classid, o.oid, 0) i
   WHERE NOT pg_catalog.pg_has_role(o.owner, 'USAGE')
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                      WHERE d.classid = o.classid AND d.objid = o.oid AND d.objsubid = 0
                        AND d.deptype IN ('e', 'i')) -- an array goes with its elements
   LIMIT 1;
  IF foreign_object.identity IS NOT NULL THEN
    RAISE EXCEPTION '% belongs to role %, so it is not ours to replace',
      foreign_object.identity, foreign_object.owner;
  END IF;

  EXECUTE others INTO others_before USING target;

  SELECT pg_catalog.array_agg(pg_catalog.format('DROP %s IF EXISTS %s CASCADE',
           CASE i.type
             WHEN 'composite type' THEN 'TYPE'
             WHEN 'statistics object' THEN 'STATISTICS'
             ELSE i.type END,
           i.identity))
    INTO statements
    FROM pg_catalog.pg_depend d, pg_catalog.pg_identify_object(d.classid, d.objid, 0) i
   WHERE d.refclassid = 'pg_catalog.pg_namespace'::regclass AND d.refobjid = target
     AND d.deptype = 'n' AND i.type NOT IN ('default acl', 'extension')
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                      WHERE e.classid = d.classid AND e.objid = d.objid AND e.objsubid = 0
                         AND e.deptype IN ('e', 'i')); -- the sequence of an identity goes with it
  FOREACH statement IN ARRAY coalesce(statements, '{}') LOOP
    EXECUTE statement;
  END LOOP;

  EXECUTE others INTO others_after USING target;
  SELECT it INTO lost
    FROM (SELECT pg_catalog.unnest(others_before) EXCEPT ALL
          SELECT pg_catalog.unnest(others_after)) AS gone (it)
   LIMIT 1;
  IF lost IS NOT NULL THEN
    RAISE EXCEPTION '% hangs on schema %, so the schema cannot be replaced', lost, schema;
  END IF;

  -- what is granted in it by default would fall to what comes back, which brings its own grants
  FOR statement IN
    SELECT pg_catalog.format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I REVOKE ALL ON %s FROM %s',
             pg_catalog.pg_get_userbyid(d.defaclrole), schema,
             CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES'
               WHEN 'f' THEN 'FUNCTIONS' ELSE 'TYPES' END,
             CASE a.grantee WHEN 0 THEN 'PUBLIC'
               ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END)
      FROM pg_catalog.pg_default_acl d, pg_catalog.aclexplode(d.defaclacl) a
     WHERE d.defaclnamespace = target AND pg_catalog.pg_has_role(d.defaclrole, 'MEMBER')
     GROUP BY d.defaclrole, d.defaclobjtype, a.grantee
  LOOP
    EXECUTE statement;
  END LOOP;
END
$clear$;
