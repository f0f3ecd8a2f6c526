import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Named groups of approvers in versions, what the policy asks of them, and what put a claim in revision. */
export class ApproverGroups1763600000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [GROUPS, BOARDS, APPROVALS, quorum(OF_GROUPS)]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(quorum(''));
    await runner.query(`
      DROP TRIGGER approver_is_in_groups ON approval;
      DROP FUNCTION refuse_outsider();
      ALTER TABLE approval DROP COLUMN groups;
      ALTER TABLE policy_version DROP COLUMN group_approvals;
      DROP VIEW approver_group;
      DROP TABLE approver_group_version;
    `);
  }
}

const GROUPS = `
  -- A group is never changed, only followed by its next version: who was in it when follows from the rows (VD15).
  CREATE TABLE approver_group_version (
    team_id uuid NOT NULL REFERENCES team (id),
    group_id uuid NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    name text NOT NULL CHECK (name <> ''),
    members uuid[] NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    made_by uuid NOT NULL REFERENCES member (id),
    made_at timestamptz NOT NULL,
    PRIMARY KEY (group_id, version)
  );
  CREATE INDEX approver_group_team ON approver_group_version (team_id, group_id, version DESC);
  CREATE TRIGGER approver_group_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON approver_group_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  ALTER TABLE approver_group_version ENABLE ALWAYS TRIGGER approver_group_version_append_only;

  -- Each group as it is now.
  CREATE VIEW approver_group AS
    SELECT DISTINCT ON (team_id, group_id) team_id, group_id, version, name, members
    FROM approver_group_version ORDER BY team_id, group_id, version DESC;

  -- [{"approvals": 1, "groups": ["…"]}]; versions of before asked nothing of groups.
  ALTER TABLE policy_version ADD COLUMN group_approvals jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(group_approvals) = 'array');

  GRANT SELECT, INSERT ON approver_group_version TO assay_app;
  GRANT SELECT ON approver_group TO assay_app;
`;

/** Read models of before, as a rebuild would make them now: no approval was of a group, and a revision goes back to its last reopening. */
const BOARDS = `
  UPDATE claim SET board = board || jsonb_build_object(
    'proposals', (
      SELECT coalesce(jsonb_agg(item || jsonb_build_object(
        'approvals', (SELECT coalesce(jsonb_agg(one || '{"groups":[]}' ORDER BY n), '[]')
                      FROM jsonb_array_elements(item->'approvals') WITH ORDINALITY AS given (one, n)),
        'approved', CASE WHEN item->'approved' = 'null' THEN 'null'::jsonb ELSE item->'approved' || '{"groups":[]}' END) ORDER BY place), '[]')
      FROM jsonb_array_elements(board->'proposals') WITH ORDINALITY AS one (item, place)),
    'revision', coalesce((
      SELECT CASE WHEN e.type <> 'ClaimReopened' THEN 'null'::jsonb ELSE jsonb_build_object(
        'by', e.actor_id, 'at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'reason', convert_from(p.body, 'UTF8')::jsonb->'reason') END
      FROM audit.entry e JOIN audit.payload p ON p.sha256 = e.payload_sha256
      WHERE e.team_id = claim.team_id AND e.object_type = 'claim' AND e.object_id = claim.id
        AND e.type IN ('ClaimReopened', 'VerdictPublished', 'ClosedAsNotCheckable')
        AND jsonb_array_length(claim.board->'publications') > 0
      ORDER BY e.seq DESC LIMIT 1), 'null'));
`;

/** An approval tells the groups of its giver, and they are what the versions of the groups say at that moment. */
const APPROVALS = `
  ALTER TABLE approval ADD COLUMN groups uuid[] NOT NULL DEFAULT '{}';
  CREATE FUNCTION refuse_outsider() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (
      SELECT 1 FROM unnest(NEW.groups) AS named (id)
      WHERE NOT EXISTS (
        SELECT 1 FROM approver_group g WHERE g.team_id = NEW.team_id AND g.group_id = named.id AND NEW.approver_id = ANY (g.members)
      )
    ) THEN
      RAISE EXCEPTION 'approver-outside-groups' USING ERRCODE = 'check_violation', CONSTRAINT = 'approver_is_in_groups';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER approver_is_in_groups BEFORE INSERT ON approval FOR EACH ROW EXECUTE FUNCTION refuse_outsider();
  ALTER TABLE approval ENABLE ALWAYS TRIGGER approver_is_in_groups;
`;

/** What the policy asks of groups, once more where no code can forget it (VD14): in the group at the approval, and in it now. */
const OF_GROUPS = `
    IF EXISTS (
      SELECT 1 FROM policy_version p, jsonb_array_elements(p.group_approvals) AS asked (one)
      WHERE p.team_id = NEW.team_id AND p.version = (NEW.snapshot->>'policyVersion')::integer AND (
        SELECT count(DISTINCT a.approver_id) FROM approval a
        WHERE a.claim_id = NEW.claim_id AND a.team_id = NEW.team_id AND a.content_hash = decode(NEW.snapshot->>'contentHash', 'hex')
          AND NOT EXISTS (SELECT 1 FROM contribution c WHERE c.claim_id = a.claim_id AND c.user_id = a.approver_id)
          AND EXISTS (
            SELECT 1 FROM approver_group g
            WHERE g.team_id = a.team_id AND asked.one->'groups' @> to_jsonb(g.group_id::text)
              AND g.group_id = ANY (a.groups) AND a.approver_id = ANY (g.members)
          )
      ) < (asked.one->>'approvals')::integer
    ) THEN
      RAISE EXCEPTION 'publication-without-groups' USING ERRCODE = 'check_violation', CONSTRAINT = 'publication_has_quorum';
    END IF;`;

function quorum(ofGroups: string): string {
  return `
  CREATE OR REPLACE FUNCTION refuse_without_quorum() RETURNS trigger LANGUAGE plpgsql AS $$
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
    END IF;${ofGroups}
    RETURN NEW;
  END $$;`;
}
