import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may come in: the team, its members, their passwords and sessions, and the policy they work under. */
export class Identity1763600000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS unaccent;
      GRANT USAGE ON SCHEMA public TO assay_app;

      CREATE TABLE team (
        id uuid PRIMARY KEY,
        name text NOT NULL CHECK (name <> ''),
        created_at timestamptz NOT NULL DEFAULT now()
      );

      -- A member is never deleted: their work goes on naming them. E-mail is unique among those not removed.
      CREATE TABLE member (
        id uuid PRIMARY KEY,
        team_id uuid NOT NULL REFERENCES team (id),
        name text NOT NULL CHECK (name <> ''),
        email text NOT NULL CHECK (email = lower(email)),
        role text NOT NULL CHECK (role IN ('checker', 'lead', 'auditor', 'admin')),
        joined_at timestamptz NOT NULL DEFAULT now(),
        removed_at timestamptz,
        UNIQUE (team_id, id)
      );
      CREATE UNIQUE INDEX member_email ON member (email) WHERE removed_at IS NULL;
      CREATE INDEX member_team ON member (team_id);

      -- The rule stands in the service, under a lock; this holds it for every other way to the table (AU5).
      CREATE FUNCTION team_keeps_an_admin() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM member WHERE team_id = OLD.team_id AND role = 'admin' AND removed_at IS NULL) THEN
          RAISE EXCEPTION 'a team keeps at least one admin' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER team_keeps_an_admin AFTER UPDATE OF role, removed_at ON member
        FOR EACH ROW WHEN (OLD.role = 'admin' AND OLD.removed_at IS NULL) EXECUTE FUNCTION team_keeps_an_admin();

      -- Apart from member, so that no query about people can carry a password hash by accident.
      CREATE TABLE credential (
        user_id uuid PRIMARY KEY REFERENCES member (id),
        password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
        changed_at timestamptz NOT NULL DEFAULT now()
      );

      -- The cookie holds the token; only its SHA-256 stands here, so a stolen copy of this table opens nothing.
      CREATE TABLE session (
        token_sha256 bytea PRIMARY KEY CHECK (octet_length(token_sha256) = 32),
        user_id uuid NOT NULL REFERENCES member (id),
        opened_at timestamptz NOT NULL DEFAULT now(),
        seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CHECK (expires_at > opened_at)
      );
      CREATE INDEX session_of_user ON session (user_id);

      CREATE TABLE invitation (
        id uuid PRIMARY KEY,
        team_id uuid NOT NULL REFERENCES team (id),
        name text NOT NULL,
        email text NOT NULL CHECK (email = lower(email)),
        role text NOT NULL CHECK (role IN ('checker', 'lead', 'auditor', 'admin')),
        token_sha256 bytea NOT NULL UNIQUE CHECK (octet_length(token_sha256) = 32),
        invited_by uuid NOT NULL REFERENCES member (id),
        invited_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        accepted_at timestamptz,
        accepted_by uuid REFERENCES member (id)
      );
      CREATE INDEX invitation_team ON invitation (team_id);

      -- A version is never changed; the newest is in force.
      CREATE TABLE policy_version (
        team_id uuid NOT NULL REFERENCES team (id),
        version int NOT NULL CHECK (version > 0),
        scale_id text NOT NULL,
        scale_version int NOT NULL,
        blind_opinions boolean NOT NULL,
        opinions_needed int NOT NULL CHECK (opinions_needed BETWEEN 0 AND 20),
        public_names text NOT NULL CHECK (public_names IN ('names', 'roles')),
        reason text NOT NULL,
        made_by uuid NOT NULL REFERENCES member (id),
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (team_id, version)
      );

      -- Failed attempts to prove a password, counted per account and per address.
      CREATE TABLE rate_limit (
        bucket text PRIMARY KEY,
        failures int NOT NULL CHECK (failures >= 0),
        window_ends_at timestamptz NOT NULL
      );

      GRANT SELECT, INSERT ON team, policy_version TO assay_app;
      GRANT SELECT, INSERT ON member, invitation TO assay_app;
      GRANT UPDATE (role, removed_at) ON member TO assay_app;
      GRANT UPDATE (accepted_at, accepted_by) ON invitation TO assay_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON credential, session, rate_limit TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rate_limit, policy_version, invitation, session, credential, member, team');
    await runner.query('DROP FUNCTION team_keeps_an_admin()');
  }
}
