import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Captures that nothing names are removed after a week; everything else about captures stays append-only. */
export class UnnamedCaptures1763600000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [OFFERED, NAMED, TRIGGERS, REMOVE]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION remove_unnamed_captures(integer);
      DROP TRIGGER capture_unnamed_only ON capture;
      DROP TRIGGER page_fetch_of_removed_only ON page_fetch;
      DROP FUNCTION refuse_removing_named_capture();
      DROP FUNCTION refuse_removing_page_fetch();
      DROP FUNCTION capture_is_named(uuid, bytea);
      DROP FUNCTION capture_is_young(uuid, bytea, timestamptz);
      DROP TABLE capture_offered, capture_named;
      ALTER TABLE page_fetch DROP CONSTRAINT page_fetch_team_id_sha256_fkey;
      ALTER TABLE page_fetch ADD CONSTRAINT page_fetch_team_id_sha256_fkey
        FOREIGN KEY (team_id, sha256) REFERENCES capture (team_id, sha256);
      ${['capture', 'page_fetch'].map((table) => appendOnly(table, 'UPDATE OR DELETE OR TRUNCATE')).join('')}
    `);
  }
}

function appendOnly(table: string, on: string): string {
  return `
    DROP TRIGGER ${table}_append_only ON ${table};
    CREATE TRIGGER ${table}_append_only BEFORE ${on} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_append_only;`;
}

/** The same bytes may come again long after they came first: their week then begins anew. */
const OFFERED = `
  CREATE TABLE capture_offered (
    team_id uuid NOT NULL,
    sha256 bytea NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (team_id, sha256),
    FOREIGN KEY (team_id, sha256) REFERENCES capture (team_id, sha256) ON DELETE CASCADE
  );
  GRANT SELECT, INSERT, UPDATE ON capture_offered TO assay_app;
`;

/**
 * Named is what an article version or any act in the log names, of whatever kind and however long ago: the log is searched
 * whole, so that an act of a kind that comes later protects its bytes too.
 */
const NAMED = `
  CREATE FUNCTION capture_is_named(p_team uuid, p_sha256 bytea) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM article_version v WHERE v.team_id = p_team AND v.raw_sha256 = p_sha256)
        OR EXISTS (SELECT 1 FROM audit.payload p WHERE position(convert_to(encode(p_sha256, 'hex'), 'UTF8') IN p.body) > 0)
  $$;
  CREATE FUNCTION capture_is_young(p_team uuid, p_sha256 bytea, p_captured_at timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT greatest(p_captured_at, (SELECT o.at FROM capture_offered o WHERE o.team_id = p_team AND o.sha256 = p_sha256))
      > now() - interval '7 days'
  $$;
`;

/** The rule stands at the row: whoever deletes, and by whatever way, deletes only what is old and named by nothing. */
const TRIGGERS = `
  ${['capture', 'page_fetch'].map((table) => appendOnly(table, 'UPDATE OR TRUNCATE')).join('')}

  CREATE FUNCTION refuse_removing_named_capture() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF capture_is_young(OLD.team_id, OLD.sha256, OLD.captured_at) OR capture_is_named(OLD.team_id, OLD.sha256) THEN
      RAISE EXCEPTION 'DELETE on capture is refused: % is named or young', encode(OLD.sha256, 'hex') USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
  END $$;
  CREATE TRIGGER capture_unnamed_only BEFORE DELETE ON capture FOR EACH ROW EXECUTE FUNCTION refuse_removing_named_capture();
  ALTER TABLE capture ENABLE ALWAYS TRIGGER capture_unnamed_only;

  -- How a page answered is kept as long as its bytes are, and goes with them.
  CREATE FUNCTION refuse_removing_page_fetch() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM capture c WHERE c.team_id = OLD.team_id AND c.sha256 = OLD.sha256) THEN
      RAISE EXCEPTION 'DELETE on page_fetch is refused: its bytes are kept' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
  END $$;
  CREATE TRIGGER page_fetch_of_removed_only BEFORE DELETE ON page_fetch FOR EACH ROW EXECUTE FUNCTION refuse_removing_page_fetch();
  ALTER TABLE page_fetch ENABLE ALWAYS TRIGGER page_fetch_of_removed_only;
  ALTER TABLE page_fetch DROP CONSTRAINT page_fetch_team_id_sha256_fkey;
  ALTER TABLE page_fetch ADD CONSTRAINT page_fetch_team_id_sha256_fkey
    FOREIGN KEY (team_id, sha256) REFERENCES capture (team_id, sha256) ON DELETE CASCADE;
`;

/**
 * What the app may do: have a bounded number of them removed, oldest first. Which ones are named is looked up before the lock
 * and remembered, for the log forgets nothing; the lock is held while rows go, and whoever stores or names a capture holds it
 * shared (capture.store.ts). Each row is judged once more by its trigger then.
 */
const REMOVE = `
  CREATE TABLE capture_named (team_id uuid NOT NULL, sha256 bytea NOT NULL, PRIMARY KEY (team_id, sha256));

  CREATE FUNCTION remove_unnamed_captures(p_limit integer) RETURNS TABLE (team_id uuid, sha256 bytea)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  #variable_conflict use_column
  DECLARE old text[];
  BEGIN
    SELECT array_agg(encode(due.sha256, 'hex')) INTO old FROM (
      SELECT c.sha256 FROM capture c
      WHERE NOT capture_is_young(c.team_id, c.sha256, c.captured_at)
        AND NOT EXISTS (SELECT 1 FROM capture_named n WHERE n.team_id = c.team_id AND n.sha256 = c.sha256)
      ORDER BY c.captured_at LIMIT 200
    ) due;
    IF old IS NULL THEN RETURN; END IF;
    INSERT INTO capture_named (team_id, sha256)
    SELECT c.team_id, c.sha256 FROM capture c WHERE encode(c.sha256, 'hex') = ANY (old) AND (
      EXISTS (SELECT 1 FROM article_version v WHERE v.team_id = c.team_id AND v.raw_sha256 = c.sha256)
      OR encode(c.sha256, 'hex') IN (
        SELECT found[1] FROM audit.payload p, regexp_matches(convert_from(p.body, 'UTF8'), '[0-9a-f]{64}', 'g') AS found
        WHERE found[1] = ANY (old)))
    ON CONFLICT DO NOTHING;
    IF NOT pg_try_advisory_xact_lock(1763600013) THEN RETURN; END IF;
    RETURN QUERY
    WITH gone AS (
      DELETE FROM capture c USING (
        SELECT d.team_id, d.sha256 FROM capture d
        WHERE encode(d.sha256, 'hex') = ANY (old)
          AND NOT EXISTS (SELECT 1 FROM capture_named n WHERE n.team_id = d.team_id AND n.sha256 = d.sha256)
          AND NOT capture_is_young(d.team_id, d.sha256, d.captured_at) AND NOT capture_is_named(d.team_id, d.sha256)
        ORDER BY d.captured_at LIMIT least(greatest(p_limit, 0), 100)
      ) due
      WHERE c.team_id = due.team_id AND c.sha256 = due.sha256
      RETURNING c.team_id, c.sha256
    ), unchecked AS (
      DELETE FROM capture_check k USING gone WHERE k.team_id = gone.team_id AND k.sha256 = gone.sha256
    )
    SELECT gone.team_id, gone.sha256 FROM gone;
  END $$;
  REVOKE ALL ON FUNCTION remove_unnamed_captures(integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION remove_unnamed_captures(integer) TO assay_app;
`;
