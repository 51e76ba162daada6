"""What is in the databases, read in the environments' own servers."""

import cluster

CONFIGURATION = {
    "pages": "*",
    "roles": "*",
    "role_rights": "*",
    "settings": "*",
    "menu_entries": "*",
}
# customers by the columns that they had before the release
BUSINESS = {"customers": 'id, "displayName", "createdAt"', "orders": "*", "uploads": "*"}

FINGERPRINTS = """
SELECT relname, md5(query_to_xml(format('SELECT t::text FROM %s t ORDER BY t::text COLLATE "C"', oid::regclass), true, false, '')::text)
  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
 UNION ALL
SELECT 'columns of ' || table_name, string_agg(format('%s %s %s %s', column_name, data_type, is_nullable, column_default),
                                               ', ' ORDER BY ordinal_position)
  FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name
 UNION ALL
SELECT 'sequence ' || sequencename, last_value::text FROM pg_sequences WHERE schemaname = 'public'
 ORDER BY 1
"""


def rows(namespace, tables):
    """The rows of some columns of some tables, as text."""
    return {table: set(cluster.sql(namespace, f'SELECT t::text FROM (SELECT {columns} FROM "{table}") t')) for table, columns in tables.items()}


def configuration(namespace):
    return rows(namespace, CONFIGURATION)


def business(namespace):
    return rows(namespace, BUSINESS)


def fingerprints(namespace):
    """A line for every table with a checksum over all its rows, one for its columns, and one for every sequence."""
    return cluster.sql(namespace, FINGERPRINTS)


def structure(namespace):
    """A line for every table with its columns, their types and defaults."""
    return [line for line in fingerprints(namespace) if line.startswith("columns of ")]


def count(seen):
    return sum(len(each) for each in seen.values())


def lost(before, after):
    """Rows that were there and are not, or not as they were."""
    return sorted(row for table, seen in before.items() for row in seen - after[table])
