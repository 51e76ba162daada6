-- Empties the schema that the setting slipway.schema names, object by object: dropping the schema
-- itself would take extensions along. Refuses what others own, and what others have built on it.
-- Runs in the transaction of the caller, with an empty search path, so that all names are whole.
DO $clear$
DECLARE
  schema constant name := pg_catalog.current_setting('slipway.schema');
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
    EXECUTE pg_catalog.format('CREATE SCHEMA %I', schema);
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
                      WHERE d.classid = o.classid AND d.objid = o.oid
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
                      WHERE e.classid = d.classid AND e.objid = d.objid
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
END
$clear$;
