import { concat } from '#shared/lib/bytes.js';
import type { SeededRandom } from '../support/seeded-random.js';
import { parseUpdate } from './parse-update.js';
import { encodeParsed, type Id, type ParsedStruct, type ParsedUpdate, text, uint } from './parsed-update.js';

/** Numbers at which decoders break, besides those near the true one. */
const EDGES = [0, 1, 127, 128, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 52, Number.MAX_SAFE_INTEGER, 2 ** 53, 2 ** 60];
const NAMES = [
  'text',
  'wording',
  'rationale',
  'paragraph',
  'script',
  '__proto__',
  'constructor',
  'bold',
  '',
  'x'.repeat(300),
  '\u0000',
  '😀',
];

/** One to three changes of what an honest update says, or of its bytes. */
export function mutate(random: SeededRandom, honest: Uint8Array, clients: readonly number[]): Uint8Array {
  let bytes = honest;
  if (random.chance(0.85)) {
    const update = parseUpdate(honest);
    for (let i = 1 + random.below(3); i > 0; i--) random.pick(STATEMENTS)(random, update, clients);
    bytes = encodeParsed(update);
  }
  return random.chance(0.25) || bytes === honest ? mutateBytes(random, bytes) : bytes;
}

type Mutation = (random: SeededRandom, update: ParsedUpdate, clients: readonly number[]) => void;

const STATEMENTS: readonly Mutation[] = [
  (random, update, clients) =>
    block(random, update, (one) => {
      one.client = client(random, one.client, clients);
    }),
  (random, update) =>
    block(random, update, (one) => {
      one.clock = near(random, one.clock);
    }),
  (random, update) =>
    block(random, update, (one) => {
      one.declared = near(random, one.declared);
    }),
  (random, update) => {
    update.declaredBlocks = near(random, update.declaredBlocks);
  },
  (random, update) => {
    update.declaredDeletes = near(random, update.declaredDeletes);
  },
  (random, update, clients) => struct(random, update, (one) => changeReference(random, one, clients)),
  (random, update, clients) => struct(random, update, (one) => changeParent(random, one, clients)),
  (random, update) =>
    struct(random, update, (one) => {
      one.info ^= 1 << random.below(8);
    }),
  (random, update) =>
    struct(random, update, (one) => {
      one.info = (one.info & 0xe0) | random.below(32);
    }),
  (random, update) =>
    struct(random, update, (one) => {
      one.content = content(random, one);
    }),
  (random, update) =>
    struct(random, update, (one) => {
      one.key = random.chance(0.5) ? random.pick(NAMES) : null;
    }),
  (random, update) =>
    block(random, update, ({ structs }) => void structs.push(...structs.slice(0, 1 + random.below(2)).map((one) => ({ ...one })))),
  (random, update) => block(random, update, (one) => void one.structs.splice(random.below(one.structs.length), 1)),
  (random, update) => block(random, update, (one) => void one.structs.reverse()),
  (random, update, clients) => changeDeletes(random, update, clients),
  (random, update, clients) => changeDeletes(random, update, clients),
  (random, update) => block(random, update, (one) => void addBlock(update, one)),
  (random, update) => {
    update.trailing = Uint8Array.from({ length: 1 + random.below(4) }, () => random.below(256));
  },
];

function block(random: SeededRandom, update: ParsedUpdate, change: (block: ParsedUpdate['blocks'][number]) => void): void {
  if (update.blocks.length > 0) change(random.pick(update.blocks));
}

function struct(random: SeededRandom, update: ParsedUpdate, change: (struct: ParsedStruct) => void): void {
  block(random, update, ({ structs }) => {
    if (structs.length > 0) change(random.pick(structs));
  });
}

function addBlock(update: ParsedUpdate, like: ParsedUpdate['blocks'][number]): void {
  update.blocks.push({ ...like, client: like.client + 1 });
  update.declaredBlocks++;
}

function near(random: SeededRandom, value: number): number {
  return random.chance(0.3) ? random.pick(EDGES) : Math.max(0, value + random.pick([-2, -1, 1, 2, 100]));
}

function client(random: SeededRandom, own: number, clients: readonly number[]): number {
  return random.chance(0.7) ? random.pick(clients) : near(random, own);
}

function id(random: SeededRandom, from: Id | null, clients: readonly number[]): Id {
  const known = from ?? { client: random.pick(clients), clock: random.below(20) };
  return random.chance(0.5)
    ? { client: client(random, known.client, clients), clock: known.clock }
    : { client: known.client, clock: near(random, known.clock) };
}

/** The bits that announce the ids follow them most of the time, and sometimes lie. */
function changeReference(random: SeededRandom, one: ParsedStruct, clients: readonly number[]): void {
  const side = random.pick(['origin', 'rightOrigin'] as const);
  one[side] = random.chance(0.2) ? null : id(random, one[side], clients);
  if (random.chance(0.1)) return;
  one.info = (one.info & 0x3f) | (one.origin ? 0x80 : 0) | (one.rightOrigin ? 0x40 : 0);
  if (one.origin || one.rightOrigin) one.parent = null;
}

function changeParent(random: SeededRandom, one: ParsedStruct, clients: readonly number[]): void {
  one.parent = random.chance(0.5) ? random.pick(NAMES) : id(random, null, clients);
  if (random.chance(0.1)) return;
  one.origin = null;
  one.rightOrigin = null;
  one.info &= 0x3f;
}

function content(random: SeededRandom, one: ParsedStruct): Uint8Array {
  switch (random.below(7)) {
    case 0:
      return text(random.pick(NAMES));
    case 1:
      return concat([text(random.pick(NAMES)), text(random.pick(['true', '{"a":1}', '{', '[[[[', 'null', '1e999', '']))]);
    case 2:
      return concat([uint(random.below(12)), text(random.pick(NAMES))]);
    case 3:
      return concat([uint(near(random, 1)), Uint8Array.of(116 + random.below(12)), text('v')]);
    case 4:
      return uint(near(random, 3));
    case 5:
      return concat([uint(one.content.length + random.below(5)), one.content]);
    default:
      return mutateBytes(random, one.content);
  }
}

function changeDeletes(random: SeededRandom, update: ParsedUpdate, clients: readonly number[]): void {
  if (update.deletes.length === 0 || random.chance(0.3)) {
    const range = { clock: near(random, random.below(20)), length: near(random, 1) };
    update.deletes.push({ client: client(random, 1, clients), declared: 1, ranges: [range] });
    update.declaredDeletes++;
    return;
  }
  const one = random.pick(update.deletes);
  const range = random.pick(one.ranges);
  const what = random.below(4);
  if (what === 0) one.client = client(random, one.client, clients);
  else if (what === 1) one.declared = near(random, one.declared);
  else if (what === 2) range.clock = near(random, range.clock);
  else range.length = near(random, range.length);
}

function mutateBytes(random: SeededRandom, bytes: Uint8Array): Uint8Array {
  const out = [...bytes];
  for (let i = 1 + random.below(4); i > 0; i--) {
    const at = random.below(out.length + 1);
    const kind = random.below(4);
    if (kind === 0) out[Math.min(at, Math.max(0, out.length - 1))] = random.below(256);
    else if (kind === 1) out.splice(at, 0, random.pick([0, 1, 127, 128, 255, random.below(256)]));
    else if (kind === 2) out.splice(at, 1 + random.below(3));
    else out.push(...out.slice(at, at + 8));
  }
  return Uint8Array.from(out);
}
