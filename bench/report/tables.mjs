// What is told of each cell: title, columns, and which figures stand in the summary. `up`: more is better.

const latency = [
  ['p50 ms', 'p50'],
  ['p95 ms', 'p95'],
  ['p99 ms', 'p99'],
];
const cost = [
  ['server CPU s per 1,000 updates', 'cpu_s_per_1k'],
  ['with Postgres', 'total_s_per_1k'],
];
const load = [
  ['delivered %', (run) => run.delivered * 100],
  ['RSS MB', 'rss_mb'],
  ['load CPU %', 'load_cpu_pct'],
];
const fanOut = [...latency, ...cost, ['frames/client', 'frames_per_client'], ['kB/client', (run) => run.bytes_per_client / 1_000], ...load];
const fanOutSummary = [
  ['p50 ms', 'p50'],
  ['p99 ms', 'p99'],
  ['CPU s per 1,000 updates, Postgres included', 'total_s_per_1k'],
];
const opening = [
  ['warm open ms', 'warm_ms'],
  ['server CPU ms per open', 'cpu_ms_per_open'],
  ['cold open ms', 'cold_ms'],
  ['150 joiners p50 ms', 'join_p50'],
  ['p95 ms', 'join_p95'],
  ['their server CPU s', 'join_server_cpu_s'],
  ['RSS empty MB', 'rss_empty_mb'],
  ['RSS warm MB', 'rss_warm_mb'],
  ['RSS cold MB', 'rss_cold_mb'],
  ['applyUpdate alone ms', 'local_apply_ms'],
];
const openingSummary = [
  ['warm open ms', 'warm_ms'],
  ['cold open ms', 'cold_ms'],
  ['150 joiners p95 ms', 'join_p95'],
];
const rate = [
  ['held updates/s', 'held'],
  ['p50 ms at it', 'held_p50'],
  ['p99 ms at it', 'held_p99'],
  ['server CPU %', 'held_server_cpu_pct'],
  ['Postgres CPU %', 'held_pg_cpu_pct'],
  ['load CPU %', 'held_load_cpu_pct'],
  ['RSS MB', 'rss_mb'],
];
const told = {
  bound: ['the climb ended by', (run) => run.bound],
  acks: ['counted by', (run) => (run.by === 'acks' ? `acks${run.durable_acks ? ', after the commit' : ', before it is stored'}` : run.by)],
};

export const TABLES = [
  { cell: 's1-10', title: 's1: 10 clients × 5/s in one document', columns: fanOut, summary: fanOutSummary },
  { cell: 's1-50', title: 's1: 50 clients × 5/s in one document', columns: fanOut, summary: fanOutSummary },
  { cell: 's1-100', title: 's1: 100 clients × 1/s in one document', columns: fanOut, summary: fanOutSummary },
  {
    cell: 's7',
    title: 's7: 200 clients in one document, 50 of them write 10/s each',
    columns: [['ack p50 ms', 'ack_p50'], ['ack p99 ms', 'ack_p99'], ...fanOut, ['busiest load thread', 'crew_busy']],
    summary: [['ack p50 ms', 'ack_p50'], ['ack p99 ms', 'ack_p99'], ...fanOutSummary],
  },
  {
    cell: 's5',
    title: 's5: highest rate of 20 clients in one document (all delivered, p99 ≤ 100 ms)',
    columns: rate,
    words: [told.bound],
    summary: [['held updates/s', 'held', 'up']],
  },
  {
    cell: 's2',
    title: 's2: 200 documents × 2 clients × 2/s',
    columns: [
      ...fanOut,
      ['broken documents', 'broken_docs'],
      ['kB per open document', 'kb_per_document'],
      ['after 12 s of typing', 'kb_per_document_in_use'],
      ['Postgres CPU s', 'pg_cpu_s'],
    ],
    summary: [...fanOutSummary, ['kB per open document', 'kb_per_document']],
  },
  {
    cell: 's8',
    title: 's8: highest rate of 400 documents with a writer each (all acknowledged, p99 ≤ 100 ms)',
    columns: rate,
    words: [told.bound, told.acks],
    summary: [['held updates/s', 'held', 'up']],
  },
  { cell: 's3-b4', title: 's3: open a document of 259,778 keystrokes by one author', columns: opening, summary: openingSummary },
  {
    cell: 's3-random',
    title: 's3: open a document of 100,000 random single-character edits by 20 authors',
    columns: opening,
    summary: openingSummary,
  },
  {
    cell: 's3-log',
    title: 's3: the 259,778 keystrokes as 259,778 updates in the log, opened by a server that has just started',
    columns: [
      ['cold open ms', 'cold_ms'],
      ['warm open ms', 'warm_ms'],
      ['keyframe made after ms', 'keyframe_ms'],
      ['cold open ms, with the keyframe', 'cold_keyframe_ms'],
      ['RSS MB', 'rss_mb'],
      ['RSS peak MB', 'rss_peak_mb'],
    ],
    summary: [
      ['cold open ms', 'cold_ms'],
      ['cold open ms, with a keyframe', 'cold_keyframe_ms'],
    ],
  },
  {
    cell: 's4',
    title: 's4: kill -9 50 ms after the last of 500 edits',
    columns: [
      ['acknowledged before the kill', 'acked'],
      ['acknowledged and lost', 'acked_missing'],
      ['missing for a fresh client', 'missing'],
      ['missing for the next one too', (run) => run.missing_for_second_client ?? run.missing],
    ],
    summary: [
      ['acknowledged and lost, of 500', 'acked_missing'],
      ['lost, of 500', (run) => run.missing_for_second_client ?? run.missing],
    ],
  },
  {
    cell: 's6',
    title: 's6: 200 clients of one document drop, miss 50 edits, and come back at once',
    columns: [
      ['all synced ms', 'all_ms'],
      ['median client ms', 'p50'],
      ['synced of 200', 'synced'],
      ['server CPU s', 'server_cpu_s'],
      ['load CPU %', 'load_cpu_pct'],
      ['RSS before MB', 'rss_before_mb'],
      ['peak MB', 'rss_peak_mb'],
      ['4 s after MB', 'rss_after_mb'],
    ],
    summary: [
      ['all synced ms', 'all_ms'],
      ['server CPU s', 'server_cpu_s'],
    ],
  },
  {
    cell: 's9',
    title: 's9: 500 clients in one document move their cursors 1/s, 10 of them type 2/s',
    columns: [
      ...latency,
      ['undelivered edits', 'undelivered'],
      ['latest cursors seen %', (run) => run.presence_latest * 100],
      ['server CPU s', 'server_cpu_s'],
      ['frames/client', 'frames_per_client'],
      ['kB/client', (run) => run.bytes_per_client / 1_000],
      ['RSS MB', 'rss_mb'],
      ['load CPU %', 'load_cpu_pct'],
    ],
    summary: [
      ['edit p95 ms', 'p95'],
      ['undelivered edits', 'undelivered'],
      ['server CPU s', 'server_cpu_s'],
    ],
  },
  {
    cell: 's10',
    title: 's10: one of 100 clients does not read; 16 MB pasted, then all type 2/s',
    columns: [
      ['p99 ms, all reading', 'p99_before'],
      ['p99 ms, one not', 'p99'],
      ['p99 change %', 'p99_change_pct'],
      ['p95 change %', 'p95_change_pct'],
      ['kept for it MB', 'kept_mb'],
      ['it has all again after ms', 'caught_up_ms'],
      ['RSS MB', 'rss_mb'],
    ],
    summary: [
      ['p99 change %', 'p99_change_pct'],
      ['kept for the slow one MB', 'kept_mb'],
    ],
  },
  {
    cell: 's11',
    title: 's11: bytes of one keystroke on the wire',
    columns: [
      ['the Yjs update', 'update_bytes'],
      ['up, from its typist', 'up_bytes'],
      ['down, to each reader', 'down_bytes'],
      ['back to its typist', 'back_bytes'],
    ],
    summary: [
      ['bytes up', 'up_bytes'],
      ['bytes down, each reader', 'down_bytes'],
    ],
  },
];
