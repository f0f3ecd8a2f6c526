import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log of acts. The running server may read it and call three functions; nothing else. Entries, payloads and receipts
 * are never updated, deleted or truncated, not even by the owner, as long as the triggers stand.
 */
export class Ledger1763600000002 implements MigrationInterface {
  name = 'Ledger1763600000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...GUARDS, ...FUNCTIONS, ...GRANTS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA audit CASCADE');
  }
}

const TABLES = [
  'CREATE SCHEMA audit',
  `CREATE TABLE audit.payload (
     sha256 bytea PRIMARY KEY CHECK (sha256 = sha256(body)),
     body bytea NOT NULL
   )`,
  // The head of every object's chain: where the next entry goes. Its row lock is what makes the chain gapless.
  `CREATE TABLE audit.chain (
     team_id uuid NOT NULL,
     object_type text NOT NULL CHECK (object_type ~ '^[a-z][a-z-]{0,39}$'),
     object_id uuid NOT NULL,
     seq integer NOT NULL DEFAULT 0 CHECK (seq >= 0),
     head bytea CHECK (octet_length(head) = 32),
     last_at timestamptz,
     PRIMARY KEY (team_id, object_type, object_id)
   )`,
  `CREATE TABLE audit.entry (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     team_id uuid NOT NULL,
     object_type text NOT NULL,
     object_id uuid NOT NULL,
     seq integer NOT NULL CHECK (seq >= 1),
     type text NOT NULL,
     op text NOT NULL,
     actor_id uuid NOT NULL,
     at timestamptz NOT NULL,
     leaf bytea NOT NULL CHECK (octet_length(leaf) BETWEEN 2 AND 8192),
     leaf_hash bytea NOT NULL UNIQUE CHECK (leaf_hash = sha256('\\x00'::bytea || leaf)),
     payload_sha256 bytea NOT NULL REFERENCES audit.payload (sha256),
     UNIQUE (team_id, object_type, object_id, seq),
     UNIQUE (team_id, op)
   )`,
  'CREATE INDEX entry_team ON audit.entry (team_id, id)',
  // What a command answered, so that the same key never acts twice.
  `CREATE TABLE audit.receipt (
     team_id uuid NOT NULL,
     op text NOT NULL CHECK (length(op) BETWEEN 8 AND 100),
     actor_id uuid NOT NULL,
     command_sha256 bytea NOT NULL CHECK (octet_length(command_sha256) = 32),
     receipt jsonb NOT NULL,
     PRIMARY KEY (team_id, op)
   )`,
];

const GUARDS = [
  `CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'the log is append-only: % on audit.% is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
   END $$`,
  ...['entry', 'payload', 'receipt'].flatMap((table) => [
    `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON audit.${table} FOR EACH ROW EXECUTE FUNCTION audit.refuse_change()`,
    `CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON audit.${table} FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()`,
    `ALTER TABLE audit.${table} ENABLE ALWAYS TRIGGER ${table}_append_only`,
    `ALTER TABLE audit.${table} ENABLE ALWAYS TRIGGER ${table}_no_truncate`,
  ]),
  `CREATE FUNCTION audit.only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF (NEW.team_id, NEW.object_type, NEW.object_id) IS DISTINCT FROM (OLD.team_id, OLD.object_type, OLD.object_id) OR NEW.seq <> OLD.seq + 1 THEN
       RAISE EXCEPTION 'the head of a chain moves forward by one' USING ERRCODE = 'insufficient_privilege';
     END IF;
     RETURN NEW;
   END $$`,
  'CREATE TRIGGER chain_forward BEFORE UPDATE ON audit.chain FOR EACH ROW EXECUTE FUNCTION audit.only_forward()',
  'CREATE TRIGGER chain_stays BEFORE DELETE ON audit.chain FOR EACH ROW EXECUTE FUNCTION audit.refuse_change()',
  'CREATE TRIGGER chain_no_truncate BEFORE TRUNCATE ON audit.chain FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()',
  ...['chain_forward', 'chain_stays', 'chain_no_truncate'].map((name) => `ALTER TABLE audit.chain ENABLE ALWAYS TRIGGER ${name}`),
];

const FUNCTIONS = [
  // Locks the chain of one object to the end of the transaction; answers where it stands and the time of what follows.
  `CREATE FUNCTION audit.lock_object(p_team uuid, p_type text, p_id uuid)
   RETURNS TABLE (seq integer, head bytea, at timestamptz)
   LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
   BEGIN
     INSERT INTO audit.chain (team_id, object_type, object_id) VALUES (p_team, p_type, p_id) ON CONFLICT DO NOTHING;
     RETURN QUERY
       SELECT c.seq, c.head, date_trunc('milliseconds', greatest(clock_timestamp(), c.last_at))
       FROM audit.chain c
       WHERE c.team_id = p_team AND c.object_type = p_type AND c.object_id = p_id
       FOR UPDATE;
   END $$`,
  // Appends one leaf after checking everything that the leaf says about its place.
  `CREATE FUNCTION audit.append(p_team uuid, p_leaf bytea, p_payload bytea) RETURNS bytea
   LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
   DECLARE
     leaf jsonb := convert_from(p_leaf, 'UTF8')::jsonb;
     chain audit.chain;
     leaf_at timestamptz := (leaf->>'at')::timestamptz;
     leaf_hash bytea := sha256('\\x00'::bytea || p_leaf);
     payload_hash bytea := sha256(p_payload);
   BEGIN
     SELECT * INTO chain FROM audit.chain c
       WHERE c.team_id = p_team AND c.object_type = leaf#>>'{object,type}' AND c.object_id = (leaf#>>'{object,id}')::uuid
       FOR UPDATE;
     IF NOT FOUND THEN RAISE EXCEPTION 'ledger: the object is not locked'; END IF;
     IF (leaf->>'v') IS DISTINCT FROM '1' OR (leaf->>'log') IS DISTINCT FROM 'assay/' || p_team THEN
       RAISE EXCEPTION 'ledger: the entry names another log';
     END IF;
     IF (leaf#>>'{object,id}') IS DISTINCT FROM chain.object_id::text OR (leaf#>>'{actor,user}') IS DISTINCT FROM (leaf#>>'{actor,user}')::uuid::text THEN
       RAISE EXCEPTION 'ledger: the entry writes an id otherwise than the log does';
     END IF;
     IF (leaf#>>'{object,seq}')::integer IS DISTINCT FROM chain.seq + 1 THEN RAISE EXCEPTION 'ledger: the entry is out of order'; END IF;
     IF (leaf#>>'{object,prev}') IS DISTINCT FROM encode(chain.head, 'hex') THEN
       RAISE EXCEPTION 'ledger: the entry does not follow the last one';
     END IF;
     IF leaf_at IS NULL OR leaf_at < chain.last_at OR leaf_at > clock_timestamp() + interval '1 second' THEN
       RAISE EXCEPTION 'ledger: the time of the entry is wrong';
     END IF;
     IF (leaf#>>'{payload,sha256}') IS DISTINCT FROM encode(payload_hash, 'hex')
        OR (leaf#>>'{payload,len}')::integer IS DISTINCT FROM octet_length(p_payload) THEN
       RAISE EXCEPTION 'ledger: the payload is not the one named';
     END IF;
     INSERT INTO audit.payload (sha256, body) VALUES (payload_hash, p_payload) ON CONFLICT DO NOTHING;
     INSERT INTO audit.entry (team_id, object_type, object_id, seq, type, op, actor_id, at, leaf, leaf_hash, payload_sha256)
       VALUES (p_team, chain.object_type, chain.object_id, chain.seq + 1, leaf->>'type', leaf->>'op',
               (leaf#>>'{actor,user}')::uuid, leaf_at, p_leaf, leaf_hash, payload_hash);
     UPDATE audit.chain c SET seq = c.seq + 1, head = leaf_hash, last_at = leaf_at
       WHERE c.team_id = p_team AND c.object_type = chain.object_type AND c.object_id = chain.object_id;
     RETURN leaf_hash;
   END $$`,
  `CREATE FUNCTION audit.remember(p_team uuid, p_op text, p_actor uuid, p_command_sha256 bytea, p_receipt jsonb) RETURNS void
   LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
     INSERT INTO audit.receipt (team_id, op, actor_id, command_sha256, receipt) VALUES (p_team, p_op, p_actor, p_command_sha256, p_receipt)
   $$`,
];

const SIGNATURES = ['lock_object(uuid, text, uuid)', 'append(uuid, bytea, bytea)', 'remember(uuid, text, uuid, bytea, jsonb)'];

const GRANTS = [
  'REVOKE ALL ON SCHEMA audit FROM PUBLIC',
  'GRANT USAGE ON SCHEMA audit TO assay_app',
  'GRANT SELECT ON audit.entry, audit.payload, audit.chain, audit.receipt TO assay_app',
  ...SIGNATURES.flatMap((signature) => [
    `REVOKE ALL ON FUNCTION audit.${signature} FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION audit.${signature} TO assay_app`,
  ]),
];
