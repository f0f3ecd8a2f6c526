import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Read models of claims, folded from the log; and three tables of facts that are never changed: captures, approvals, publications. */
export class Claims1763600000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [PROJECTIONS, FACTS, SEPARATION_OF_DUTIES, GRANTS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE publication_correction, publication, approval, capture, contribution, appearance, claim_part, claim; DROP FUNCTION refuse_contributor()',
    );
  }
}

const PROJECTIONS = `
  CREATE TABLE claim (
    id uuid PRIMARY KEY,
    team_id uuid NOT NULL REFERENCES team (id),
    number integer NOT NULL CHECK (number > 0),
    stage text NOT NULL CHECK (stage IN ('in-progress', 'proposed', 'approved', 'published', 'in-revision', 'not-checkable')),
    opened_by uuid NOT NULL,
    opened_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    -- Wording at opening, claimant, number and sources, folded for search; the living wording stands in sheet_text.
    search_text text NOT NULL,
    -- Number of acts folded into this row.
    seq integer NOT NULL CHECK (seq > 0),
    -- The claim without its long texts.
    board jsonb NOT NULL,
    UNIQUE (team_id, number)
  );
  CREATE INDEX claim_desk ON claim (team_id, stage, updated_at DESC);

  -- Which claim a proposal, dissent, piece of evidence, appearance or derivation belongs to.
  CREATE TABLE claim_part (
    id uuid PRIMARY KEY,
    team_id uuid NOT NULL,
    claim_id uuid NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('appearance', 'derivation', 'evidence', 'proposal', 'dissent'))
  );
  CREATE INDEX claim_part_claim ON claim_part (claim_id);

  CREATE TABLE appearance (
    id uuid PRIMARY KEY,
    team_id uuid NOT NULL,
    claim_id uuid NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    article_id uuid NOT NULL,
    version_id uuid NOT NULL,
    annotation_id text,
    attitude text NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL CHECK ("end" > start),
    exact text NOT NULL,
    prefix text NOT NULL,
    suffix text NOT NULL,
    withdrawn boolean NOT NULL
  );
  CREATE INDEX appearance_article ON appearance (team_id, article_id) WHERE NOT withdrawn;
  CREATE INDEX appearance_claim ON appearance (claim_id);

  -- Whose acts are in the content of a claim as it stands; writers of its sheet are in doc_update.
  CREATE TABLE contribution (
    claim_id uuid NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    user_id uuid NOT NULL,
    PRIMARY KEY (claim_id, user_id)
  );
`;

const FACTS = `
  CREATE TABLE capture (
    team_id uuid NOT NULL REFERENCES team (id),
    sha256 bytea NOT NULL CHECK (sha256 = sha256(body)),
    body bytea NOT NULL,
    media_type text NOT NULL,
    file_name text,
    captured_by uuid NOT NULL,
    captured_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
    PRIMARY KEY (team_id, sha256)
  );
  -- Captures are mostly compressed formats already.
  ALTER TABLE capture ALTER COLUMN body SET STORAGE EXTERNAL;

  CREATE TABLE approval (
    team_id uuid NOT NULL,
    claim_id uuid NOT NULL,
    seq integer NOT NULL,
    proposal_id uuid NOT NULL,
    approver_id uuid NOT NULL,
    content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
    at timestamptz NOT NULL,
    PRIMARY KEY (claim_id, seq)
  );

  CREATE TABLE publication (
    team_id uuid NOT NULL,
    claim_id uuid NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    slug text NOT NULL,
    at timestamptz NOT NULL,
    snapshot jsonb NOT NULL,
    PRIMARY KEY (claim_id, version),
    UNIQUE (slug, version)
  );

  CREATE TABLE publication_correction (
    team_id uuid NOT NULL,
    claim_id uuid NOT NULL,
    seq integer NOT NULL,
    version integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('correction', 'clarification', 'update', 'retraction')),
    before text NOT NULL,
    after text NOT NULL,
    notice text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (claim_id, seq)
  );

  ${['capture', 'approval', 'publication', 'publication_correction']
    .map(
      (table) => `
  CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_append_only;`,
    )
    .join('')}
`;

/** The rule "an approver is never a contributor" once more, where no code can forget it (VD2). */
const SEPARATION_OF_DUTIES = `
  CREATE FUNCTION refuse_contributor() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM claim c WHERE c.id = NEW.claim_id AND c.team_id = NEW.team_id) THEN
      RAISE EXCEPTION 'an approval names a claim of its team' USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM contribution c WHERE c.claim_id = NEW.claim_id AND c.user_id = NEW.approver_id)
       OR EXISTS (
         SELECT 1 FROM doc d JOIN doc_update u ON u.doc = d.id
         WHERE d.team_id = NEW.team_id AND d.name = 'sheet/' || NEW.claim_id AND u.user_id = NEW.approver_id
       ) THEN
      RAISE EXCEPTION 'approver-is-contributor' USING ERRCODE = 'check_violation', CONSTRAINT = 'approver_is_not_contributor';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER approver_is_not_contributor BEFORE INSERT ON approval FOR EACH ROW EXECUTE FUNCTION refuse_contributor();
  ALTER TABLE approval ENABLE ALWAYS TRIGGER approver_is_not_contributor;
`;

const GRANTS = `
  GRANT SELECT, INSERT, UPDATE, DELETE ON claim, claim_part, appearance, contribution TO assay_app;
  GRANT SELECT, INSERT ON capture, approval, publication, publication_correction TO assay_app;
`;
