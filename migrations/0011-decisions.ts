import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Quorums, richer policies, checks of captures and live pages, requests of readers. */
export class Decisions1763600000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [POLICY, BOARDS, PARTS, CHECKS, REQUESTS, QUORUM]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER publication_has_quorum ON publication;
      DROP FUNCTION refuse_without_quorum();
      DROP TABLE correction_request, page_check, capture_finding, capture_check;
      DELETE FROM claim_part WHERE kind = 'publisher-request';
      ALTER TABLE claim_part DROP CONSTRAINT claim_part_kind_check;
      ALTER TABLE claim_part ADD CONSTRAINT claim_part_kind_check
        CHECK (kind IN ('appearance', 'derivation', 'evidence', 'proposal', 'dissent'));
      ALTER TABLE policy_version DROP COLUMN approvals_needed, DROP COLUMN approvers, DROP COLUMN evidence_needed,
        DROP COLUMN two_origins, DROP COLUMN claimant_contact, DROP COLUMN checklist;
    `);
  }
}

/** Versions of before asked for what these defaults say. */
const POLICY = `
  ALTER TABLE policy_version
    ADD COLUMN approvals_needed integer NOT NULL DEFAULT 1 CHECK (approvals_needed BETWEEN 1 AND 5),
    ADD COLUMN approvers text NOT NULL DEFAULT 'leads' CHECK (approvers IN ('leads', 'uninvolved-leads')),
    ADD COLUMN evidence_needed integer NOT NULL DEFAULT 1 CHECK (evidence_needed BETWEEN 0 AND 20),
    ADD COLUMN two_origins boolean NOT NULL DEFAULT true,
    ADD COLUMN claimant_contact boolean NOT NULL DEFAULT false,
    ADD COLUMN checklist boolean NOT NULL DEFAULT false;
`;

/** Read models of before, as a rebuild would make them now. */
const BOARDS = `
  UPDATE claim SET board = '{"publisherRequests":[],"requestDecisions":[],"checklist":[]}'::jsonb || board || jsonb_build_object(
    'evidence', (
      SELECT coalesce(jsonb_agg(
        '{"page":null,"contact":null,"interests":"","protectedSource":false,"stanceChanges":[],"sourceNotes":[]}'::jsonb || item ORDER BY place), '[]')
      FROM jsonb_array_elements(board->'evidence') WITH ORDINALITY AS one (item, place)),
    'proposals', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('approvals',
        CASE WHEN item->'approved' = 'null' THEN '[]'::jsonb ELSE jsonb_build_array(item->'approved') END) || item ORDER BY place), '[]')
      FROM jsonb_array_elements(board->'proposals') WITH ORDINALITY AS one (item, place)));
`;

const PARTS = `
  ALTER TABLE claim_part DROP CONSTRAINT claim_part_kind_check;
  ALTER TABLE claim_part ADD CONSTRAINT claim_part_kind_check
    CHECK (kind IN ('appearance', 'derivation', 'evidence', 'proposal', 'dissent', 'publisher-request'));
`;

const CHECKS = `
  -- When the bytes of a capture were last hashed again, and with what result.
  CREATE TABLE capture_check (
    team_id uuid NOT NULL,
    sha256 bytea NOT NULL,
    checked_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
    -- What the bytes hash to; equal to sha256 while they are what was captured.
    found bytea NOT NULL,
    PRIMARY KEY (team_id, sha256)
  );
  -- What such a check changed: bytes lost, or found whole again.
  CREATE TABLE capture_finding (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    team_id uuid NOT NULL,
    sha256 bytea NOT NULL,
    found bytea NOT NULL,
    at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now())
  );
  CREATE INDEX capture_finding_capture ON capture_finding (team_id, sha256);

  -- How the page of a link answered when it was looked at again.
  CREATE TABLE page_check (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    team_id uuid NOT NULL,
    claim_id uuid NOT NULL,
    evidence_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
    -- Whoever asked for it; null where the scheduled job did.
    by uuid,
    outcome text NOT NULL CHECK (outcome IN ('same', 'differs', 'gone')),
    detail text NOT NULL
  );
  CREATE INDEX page_check_claim ON page_check (claim_id, at);
  CREATE INDEX page_check_evidence ON page_check (evidence_id, at DESC);

  GRANT SELECT, INSERT, UPDATE ON capture_check TO assay_app;
  GRANT SELECT, INSERT ON capture_finding, page_check TO assay_app;
  ${['capture_finding', 'page_check']
    .map(
      (table) => `
  CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_append_only;`,
    )
    .join('')}
`;

/** What readers send stands outside the log: it holds what a person may ask to have forgotten. Decisions on it are acts. */
const REQUESTS = `
  CREATE TABLE correction_request (
    id uuid PRIMARY KEY,
    team_id uuid NOT NULL REFERENCES team (id),
    claim_id uuid NOT NULL,
    version integer NOT NULL,
    at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
    wrong text NOT NULL CHECK (length(wrong) BETWEEN 1 AND 4000),
    evidence text NOT NULL CHECK (length(evidence) <= 2000),
    contact text NOT NULL CHECK (length(contact) <= 320)
  );
  CREATE INDEX correction_request_claim ON correction_request (claim_id, at);
  GRANT SELECT, INSERT ON correction_request TO assay_app;
`;

/** The quorum once more, where no code can forget it (VD10): as many different approvers of this content as its policy asks for. */
const QUORUM = `
  CREATE FUNCTION refuse_without_quorum() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE needed integer;
  BEGIN
    SELECT p.approvals_needed INTO needed FROM policy_version p
    WHERE p.team_id = NEW.team_id AND p.version = (NEW.snapshot->>'policyVersion')::integer;
    IF needed IS NULL OR (
      SELECT count(DISTINCT a.approver_id) FROM approval a
      WHERE a.claim_id = NEW.claim_id AND a.team_id = NEW.team_id AND a.content_hash = decode(NEW.snapshot->>'contentHash', 'hex')
        AND NOT EXISTS (SELECT 1 FROM contribution c WHERE c.claim_id = a.claim_id AND c.user_id = a.approver_id)
    ) < needed THEN
      RAISE EXCEPTION 'publication-without-quorum' USING ERRCODE = 'check_violation', CONSTRAINT = 'publication_has_quorum';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER publication_has_quorum BEFORE INSERT ON publication FOR EACH ROW EXECUTE FUNCTION refuse_without_quorum();
  ALTER TABLE publication ENABLE ALWAYS TRIGGER publication_has_quorum;
`;
