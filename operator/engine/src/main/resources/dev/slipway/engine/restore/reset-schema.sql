-- Makes the comment and the grants of the schema that the setting slipway.schema names those that it
-- was born with, so that what the backup says of it is all that is said. Leaves a schema alone that
-- is not ours. Runs in the transaction of the caller, with an empty search path.
DO $reset$
DECLARE
  schema constant name := pg_catalog.current_setting('slipway.schema');
  target constant oid := (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = schema);
  statement text;
BEGIN
  IF NOT (SELECT pg_catalog.pg_has_role(nspowner, 'USAGE')
            FROM pg_catalog.pg_namespace WHERE oid = target) THEN
    RETURN;
  END IF;

  EXECUTE pg_catalog.format('COMMENT ON SCHEMA %I IS %L', schema,
            CASE schema WHEN 'public' THEN 'standard public schema' END);
  FOR statement IN
    SELECT pg_catalog.format('REVOKE ALL ON SCHEMA %I FROM %s CASCADE', schema,
             CASE a.grantee WHEN 0 THEN 'PUBLIC'
               ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END)
      FROM pg_catalog.pg_namespace n, pg_catalog.aclexplode(n.nspacl) a
     WHERE n.oid = target AND a.grantee <> n.nspowner
     GROUP BY a.grantee
  LOOP
    EXECUTE statement;
  END LOOP;
  FOR statement IN
    SELECT pg_catalog.format('GRANT %s ON SCHEMA %I TO %s', a.privilege_type, schema,
             CASE a.grantee WHEN 0 THEN 'PUBLIC'
               ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END)
      FROM pg_catalog.pg_namespace n
      JOIN pg_catalog.pg_init_privs p
        ON p.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND p.objoid = n.oid,
           pg_catalog.aclexplode(p.initprivs) a
     WHERE n.oid = target AND a.grantee <> n.nspowner
  LOOP
    EXECUTE statement;
  END LOOP;
END
$reset$;
