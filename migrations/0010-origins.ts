import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where articles have claims from: refused derivations and merged claims in the read models, an index of texts and wordings
 * that proposals are found with, and what people judged of names and suggestions.
 */
export class Origins1763600000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [READ_MODELS, TRACES, JUDGEMENTS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE suggestion_judgement, name_judgement, claim_trace, article_trace; DROP FUNCTION name_judgement_stays()');
  }
}

const READ_MODELS = `
  UPDATE claim SET board = board || '{"refusals": [], "absorbed": [], "mergedInto": null}';
  UPDATE claim SET board = jsonb_set(board, '{derivations}', coalesce(
    (SELECT jsonb_agg(one || '{"seen": null}' ORDER BY place) FROM jsonb_array_elements(board -> 'derivations') WITH ORDINALITY AS d (one, place)), '[]'));
`;

const TRACES = `
  -- Without a pending list: every ask would read all of it, once a print.
  -- Made from frozen text and its regions, and made again whenever a row is missing: a cache, not a fact.
  CREATE TABLE article_trace (
    version_id uuid PRIMARY KEY REFERENCES article_version (id),
    team_id uuid NOT NULL,
    article_id uuid NOT NULL,
    -- Winnowed shingles of the body, and hashes of captions and damaged words.
    prints int[] NOT NULL
  );
  CREATE INDEX article_trace_prints ON article_trace USING gin (prints) WITH (fastupdate = off);
  CREATE INDEX article_trace_team ON article_trace (team_id);

  -- Made from the claim's wording as boards show it; behind it where a number differs.
  CREATE TABLE claim_trace (
    claim_id uuid PRIMARY KEY REFERENCES claim (id) ON DELETE CASCADE,
    team_id uuid NOT NULL,
    claim_seq integer NOT NULL,
    sheet_seq bigint,
    wording text NOT NULL,
    -- Folded words; stemmed where they are English.
    terms text[] NOT NULL,
    names text[] NOT NULL,
    figures text[] NOT NULL
  );
  CREATE INDEX claim_trace_terms ON claim_trace USING gin (terms) WITH (fastupdate = off);
  CREATE INDEX claim_trace_names ON claim_trace USING gin (names) WITH (fastupdate = off);
  CREATE INDEX claim_trace_figures ON claim_trace USING gin (figures) WITH (fastupdate = off);
  CREATE INDEX claim_trace_wording ON claim_trace USING gin (wording gin_trgm_ops) WITH (fastupdate = off);
  GRANT SELECT, INSERT, UPDATE, DELETE ON article_trace, claim_trace TO assay_app;
`;

const JUDGEMENTS = `
  -- That two printed names mean one person, or do not. A judgement is never changed, only withdrawn.
  CREATE TABLE name_judgement (
    id uuid PRIMARY KEY,
    team_id uuid NOT NULL REFERENCES team (id),
    one text NOT NULL CHECK (one <> ''),
    other text NOT NULL CHECK (other <> '' AND other <> one),
    same boolean NOT NULL,
    reason text NOT NULL,
    judged_by uuid NOT NULL,
    judged_at timestamptz NOT NULL,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    withdrawn_reason text,
    CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL) AND (withdrawn_by IS NULL) = (withdrawn_reason IS NULL))
  );
  CREATE INDEX name_judgement_team ON name_judgement (team_id);
  CREATE UNIQUE INDEX name_judgement_once ON name_judgement (team_id, least(one, other), greatest(one, other)) WHERE withdrawn_at IS NULL;
  CREATE FUNCTION name_judgement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'a judgement of names is withdrawn once and never deleted' USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER name_judgement_withdrawn_once BEFORE UPDATE ON name_judgement FOR EACH ROW
    WHEN (OLD.withdrawn_at IS NOT NULL) EXECUTE FUNCTION name_judgement_stays();
  CREATE TRIGGER name_judgement_kept BEFORE DELETE OR TRUNCATE ON name_judgement FOR EACH STATEMENT EXECUTE FUNCTION name_judgement_stays();

  -- What became of a suggested sentence; the last word counts.
  CREATE TABLE suggestion_judgement (
    version_id uuid NOT NULL REFERENCES article_version (id),
    start integer NOT NULL,
    "end" integer NOT NULL,
    team_id uuid NOT NULL,
    accepted boolean NOT NULL,
    judged_by uuid NOT NULL,
    judged_at timestamptz NOT NULL,
    PRIMARY KEY (version_id, start, "end")
  );
  CREATE INDEX suggestion_judgement_team ON suggestion_judgement (team_id);

  GRANT SELECT, INSERT ON name_judgement TO assay_app;
  GRANT UPDATE (withdrawn_by, withdrawn_at, withdrawn_reason) ON name_judgement TO assay_app;
  GRANT SELECT, INSERT, UPDATE ON suggestion_judgement TO assay_app;
`;
