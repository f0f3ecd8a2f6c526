import type { TextDifferenceData } from '#shared/protocol/history/difference.js';
import { usePeople } from '../../../ui/people.js';
import { FIELD_WORDS } from '../field-words.js';

type Run = TextDifferenceData['fields'][number]['blocks'][number]['runs'][number];

/** Both texts as one: what went is struck, what came is underlined, each in its writer's colour and said for screen readers. */
export function DifferenceText({ fields }: { fields: TextDifferenceData['fields'] }) {
  return fields.map(({ name, blocks }) => (
    <section key={name} aria-label={FIELD_WORDS[name] ?? name} style={{ marginBottom: 20 }}>
      <h2 className="soft" style={{ fontSize: '0.8125rem', margin: '0 0 4px', fontWeight: 500 }}>
        {FIELD_WORDS[name] ?? name}
      </h2>
      {blocks.length === 0 ? (
        <p className="soft">Empty at both moments.</p>
      ) : (
        <div className="prose">
          {/* biome-ignore-start lint/suspicious/noArrayIndexKey: blocks and runs of past moments have no identity of their own */}
          {blocks.map(({ type, runs }, index) => (
            <p key={index} dir="auto" style={type === 'heading' ? { fontWeight: 600 } : undefined}>
              {runs.map((run, place) => (
                <ChangedRun key={place} run={run} />
              ))}
            </p>
          ))}
          {/* biome-ignore-end lint/suspicious/noArrayIndexKey: blocks and runs of past moments have no identity of their own */}
        </div>
      )}
    </section>
  ));
}

function ChangedRun({ run: { text, change, by } }: { run: Run }) {
  const { colourOf } = usePeople();
  if (change === 'same') return <span>{text}</span>;
  const [first] = by;
  const who = by.length === 0 ? '' : ` by ${by.map(({ name }) => name).join(', ')}`;
  const Tag = change === 'added' ? 'ins' : 'del';
  const colour = first === undefined ? '' : ` person-${colourOf(first.id)}`;
  return (
    <Tag className={`written diff-${change}${colour}`} title={`${change === 'added' ? 'Added' : 'Removed'}${who}`}>
      <span className="visually-hidden">
        {change}
        {who}:{' '}
      </span>
      {text}
    </Tag>
  );
}
